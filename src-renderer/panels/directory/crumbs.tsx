import type { DirectoryListing } from '../../../src-shared/contract/index.ts'
import { crumbsOf } from '../../parts/paths.ts'
import { Button } from '../../widgets/button.tsx'
import { Icon } from '../../widgets/icon.tsx'

interface CrumbsProps {
  readonly listing: DirectoryListing
  readonly onGo: (path: string) => void
}

/** Where the reader is, and places to start from. */
export function Crumbs({ listing, onGo }: CrumbsProps) {
  const crumbs = crumbsOf(listing.path)
  return (
    <div className="directory-places">
      <nav aria-label="Path">
        <ol className="directory-crumbs">
          {crumbs.map(({ name, path }, at) => (
            <li key={path}>
              {at > 0 && <Icon name="chevronRight" size={11} />}
              <Button
                look="quiet"
                aria-current={at === crumbs.length - 1 ? 'location' : undefined}
                onClick={() => onGo(path)}
              >
                {name}
              </Button>
            </li>
          ))}
        </ol>
      </nav>
      <nav aria-label="Places" className="directory-roots">
        {listing.roots.map((root, at) => (
          <Button key={root} look="quiet" title={root} onClick={() => onGo(root)}>
            {at === 0 ? 'Home' : root}
          </Button>
        ))}
      </nav>
    </div>
  )
}
