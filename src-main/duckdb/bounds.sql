-- Functions that make a large value of a small one. DuckDB's memory limit does not count what they allocate, and an
-- interrupt does not end them: `SELECT range(1000000000)` would take the process along. These stand before DuckDB's own,
-- which are called where the value is of a size that may be.
CREATE MACRO refuse_large(name) AS error(name || ' would make a value of more than 20,000,000 characters or elements');
-- Between whole numbers; 0 between times, whose steps are not counted.
CREATE MACRO steps_between(first, until, step) AS coalesce(
  (TRY_CAST(CAST(until AS VARCHAR) AS HUGEINT) - TRY_CAST(CAST(first AS VARCHAR) AS HUGEINT))
    // TRY_CAST(CAST(step AS VARCHAR) AS HUGEINT),
  0
);
CREATE MACRO repeat(value, times) AS
  CASE WHEN len(value)::HUGEINT * times > 20000000 THEN refuse_large('repeat') ELSE system.main.repeat(value, times) END;
CREATE MACRO lpad(value, length, pad) AS
  CASE WHEN length > 20000000 THEN refuse_large('lpad') ELSE system.main.lpad(value, length, pad) END;
CREATE MACRO rpad(value, length, pad) AS
  CASE WHEN length > 20000000 THEN refuse_large('rpad') ELSE system.main.rpad(value, length, pad) END;
CREATE MACRO range
  (until) AS CASE WHEN until > 20000000 THEN refuse_large('range') ELSE system.main.range(until) END,
  (first, until) AS
    CASE WHEN steps_between(first, until, 1) > 20000000 THEN refuse_large('range') ELSE system.main.range(first, until) END,
  (first, until, step) AS
    CASE WHEN steps_between(first, until, step) > 20000000 THEN refuse_large('range')
    ELSE system.main.range(first, until, step) END;
CREATE MACRO generate_series
  (until) AS CASE WHEN until > 20000000 THEN refuse_large('generate_series') ELSE system.main.generate_series(until) END,
  (first, until) AS
    CASE WHEN steps_between(first, until, 1) > 20000000 THEN refuse_large('generate_series')
    ELSE system.main.generate_series(first, until) END,
  (first, until, step) AS
    CASE WHEN steps_between(first, until, step) > 20000000 THEN refuse_large('generate_series')
    ELSE system.main.generate_series(first, until, step) END;
CREATE MACRO list_resize
  (list, size) AS CASE WHEN size > 20000000 THEN refuse_large('list_resize') ELSE system.main.list_resize(list, size) END,
  (list, size, value) AS
    CASE WHEN size > 20000000 THEN refuse_large('list_resize') ELSE system.main.list_resize(list, size, value) END;
