-- Schema of the database that SQL runs on. Written from src-shared/model/columns.ts and src-main/store/schema.ts: change
-- those, then run `APPROVE=1 npx vitest run --config test/vitest.config.ts --root . test/main/store/schema.test.ts`.
-- long: a line for each column of each table.
--
-- Query the views events, shown, resources, copies, coverage, absences, config_items, sessions, session_hops, findings,
-- finding_events, incidents, incident_events, anomalies and the table files. Columns are functions of the row that read
-- the arrays of the case: nothing is stored twice (src-main/store/README.md tells why, with figures).
-- Names are those of the record fields where AWS documents them. A field that the record lacks is NULL.
--
-- Functions:
--   record(id): The original record of event id as text, its bytes read as UTF-8: bytes that are none become U+FFFD. Exports keep the bytes.
--   field(id, 'requestParameters.bucketName'): A field of the original record by path ("a.b[0]" or "$.a.b[0]"): text and numbers as such, true and false as text, objects and arrays as JSON text, NULL when absent.
--   text REGEXP pattern: JavaScript regular expression found anywhere in the text. A pattern that backtracks without end cannot be cancelled before its row is done.
--   regexp(pattern, text): The same as a function.
--   in_cidr(sourceIPAddress, '10.0.0.0/8'): 1 when the address, of IPv4 or IPv6, is in the CIDR block, 0 when it is not or is no address, NULL without one.
--
-- Costs, measured at one million events: a condition on any column of events reads all rows in 0.1 to 0.4 s; on
-- eventName, issuedAccessKeyId and errorCode an index answers in milliseconds, on eventTime and accessKeyId from the
-- second query on, as the first makes the index in about a second. record and the columns of JSON text inflate the log
-- file of every row they are asked for: several seconds for all events. field with a literal path does so for few
-- events; a query that needs it of many has the fields that it names read from all records, twice as long as a search
-- of records, and kept for later queries. To look for a text in records, the filter is faster: record~text.

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  eventID TEXT AS (column_eventID(id)),
  sharedEventID TEXT AS (column_sharedEventID(id)),
  accessKeyId TEXT AS (column_accessKeyId(id)),
  issuedAccessKeyId TEXT AS (column_issuedAccessKeyId(id)),
  userIdentityArn TEXT AS (column_userIdentityArn(id)),
  sourceIPAddress TEXT AS (column_sourceIPAddress(id))
);

CREATE TABLE resource (id INTEGER PRIMARY KEY, event INTEGER AS (resource_event(id)), arn TEXT AS (resource_arn(id)));
CREATE TABLE copy (id INTEGER PRIMARY KEY, event INTEGER AS (copy_event(id)));
CREATE TABLE coverage_hour (
  id INTEGER PRIMARY KEY,
  account TEXT AS (coverage_account(id)),
  region TEXT AS (coverage_region(id)),
  trail TEXT AS (coverage_trail(id)),
  kind TEXT AS (coverage_kind(id)),
  hour TEXT AS (coverage_hour(id)),
  state TEXT AS (coverage_state(id)),
  digest TEXT AS (coverage_digest(id)),
  logs INTEGER AS (coverage_logs(id)),
  events INTEGER AS (coverage_events(id))
);
CREATE TABLE absence (id INTEGER PRIMARY KEY);
CREATE TABLE session (id INTEGER PRIMARY KEY, session TEXT AS (session_name(id)));
CREATE TABLE session_hop (
  id INTEGER PRIMARY KEY,
  session TEXT AS (hop_session(id)),
  parent TEXT AS (hop_parent(id)),
  event INTEGER AS (hop_event(id))
);
CREATE TABLE config_item (
  id INTEGER PRIMARY KEY,
  resourceType TEXT AS (config_resourceType(id)),
  resourceId TEXT AS (config_resourceId(id)),
  arn TEXT AS (config_arn(id)),
  previous INTEGER AS (config_previous(id))
);
CREATE TABLE finding (id INTEGER PRIMARY KEY);
CREATE TABLE finding_event (
  id INTEGER PRIMARY KEY,
  finding INTEGER AS (finding_event_finding(id)),
  event INTEGER AS (finding_event_event(id))
);
CREATE TABLE incident (id INTEGER PRIMARY KEY);
CREATE TABLE anomaly (id INTEGER PRIMARY KEY);
CREATE TABLE incident_event (
  id INTEGER PRIMARY KEY,
  incident INTEGER AS (incident_event_incident(id)),
  event INTEGER AS (incident_event_event(id))
);

-- One row per event as its best proven copy tells it, in order of eventTime; its other copies are in copies.
CREATE VIEW events AS SELECT
  id, -- Number of the event, from 1, in order of eventTime.
  column_eventTime(id) AS eventTime, -- When the request was completed, by the clock of the service, UTC; of an aggregated event when its window begins. ISO 8601 text: texts compare as times, but for milliseconds; id has the exact order. From eventTime, or timeWindow.windowStart.
  CAST(event_timeMs(id) AS INTEGER) AS eventTimeMs, -- eventTime, milliseconds since 1970 UTC.
  column_eventTimeWritten(id) AS eventTimeWritten, -- eventTime as written, where it is not in CloudTrail’s form: without zone, with an offset, as a number, or no time.
  eventID, -- The GUID CloudTrail gave the event; copies of one event share it. From eventID, or eventId.
  column_eventVersion(id) AS eventVersion, -- Version of the record format. From eventVersion.
  column_eventSource(id) AS eventSource, -- The service the request was made to, such as s3.amazonaws.com. From eventSource, or eventData.eventSource.
  column_eventName(id) AS eventName, -- The requested action, one of the API operations of the service. From eventName, or eventData.eventName.
  column_eventType(id) AS eventType, -- AwsApiCall, AwsServiceEvent, AwsConsoleAction, AwsConsoleSignIn, … From eventType.
  column_eventCategory(id) AS eventCategory, -- Management, Data, NetworkActivity, Insight or Aggregated (since 1.07). From eventCategory.
  column_managementEvent(id) AS managementEvent, -- Whether it is a management event (since 1.06). 1, 0, or NULL where the record does not say. From managementEvent.
  column_readOnly(id) AS readOnly, -- Whether the operation only reads. 1, 0, or NULL where the record does not say. From readOnly.
  column_awsRegion(id) AS awsRegion, -- The Region the request was made to. From awsRegion.
  column_recipientAccountId(id) AS recipientAccountId, -- The account that received this event. From recipientAccountId, or accountId.
  column_errorCode(id) AS errorCode, -- The error the service returned; null when the request succeeded. From errorCode, or eventData.errorCode.
  column_errorMessage(id) AS errorMessage, -- Description of the error. From errorMessage, or eventData.errorMessage.
  column_requestID(id) AS requestID, -- The service’s own identifier of the request. From requestID.
  sharedEventID, -- Same for copies of one action in several accounts. From sharedEventID.
  column_apiVersion(id) AS apiVersion, -- API version the request was made with. From apiVersion.
  column_addendumReason(id) AS addendumReason, -- Why the event came late or again: DELIVERY_DELAY, … From addendum.reason.
  column_addendumOriginalEventID(id) AS addendumOriginalEventID, -- The event that this addendum completes. From addendum.originalEventID.
  sourceIPAddress, -- Address the request came from, or a service’s name. From sourceIPAddress, or eventData.sourceIPAddress.
  column_userAgent(id) AS userAgent, -- The agent the request was made through. From userAgent, or eventData.userAgent.
  column_vpcEndpointId(id) AS vpcEndpointId, -- VPC endpoint the request passed through. From vpcEndpointId.
  column_vpcEndpointAccountId(id) AS vpcEndpointAccountId, -- Owner of that VPC endpoint. From vpcEndpointAccountId.
  column_tlsVersion(id) AS tlsVersion, -- TLS version of the request. From tlsDetails.tlsVersion.
  column_cipherSuite(id) AS cipherSuite, -- TLS cipher suite of the request. From tlsDetails.cipherSuite.
  column_clientProvidedHostHeader(id) AS clientProvidedHostHeader, -- Host name the client used. From tlsDetails.clientProvidedHostHeader.
  column_userIdentityType(id) AS userIdentityType, -- Root, IAMUser, AssumedRole, AWSService, … From userIdentity.type, or eventData.userIdentity.type.
  column_principalId(id) AS principalId, -- Unique identifier of the principal. From userIdentity.principalId, or eventData.userIdentity.principalId.
  userIdentityArn, -- ARN of the principal that made the call. From userIdentity.arn.
  column_userIdentityAccountId(id) AS userIdentityAccountId, -- Account that owns the principal. From userIdentity.accountId.
  column_userName(id) AS userName, -- Friendly name of the principal. From userIdentity.userName.
  accessKeyId, -- Access key that signed the request. From userIdentity.accessKeyId.
  column_invokedBy(id) AS invokedBy, -- AWS service that made the request. From userIdentity.invokedBy.
  column_identityProvider(id) AS identityProvider, -- External identity provider (SAML, web). From userIdentity.identityProvider.
  column_credentialId(id) AS credentialId, -- Bearer token that authenticated the request. From userIdentity.credentialId.
  column_onBehalfOfUserId(id) AS onBehalfOfUserId, -- IAM Identity Center user behind the call. From userIdentity.onBehalfOf.userId.
  column_onBehalfOfIdentityStoreArn(id) AS onBehalfOfIdentityStoreArn, -- Its identity store. From userIdentity.onBehalfOf.identityStoreArn.
  column_sessionIssuerType(id) AS sessionIssuerType, -- What issued the temporary credentials: Role, … From userIdentity.sessionContext.sessionIssuer.type.
  column_sessionIssuerPrincipalId(id) AS sessionIssuerPrincipalId, -- Unique identifier of the session issuer. From userIdentity.sessionContext.sessionIssuer.principalId.
  column_sessionIssuerArn(id) AS sessionIssuerArn, -- ARN of the role or user behind the temporary credentials. From userIdentity.sessionContext.sessionIssuer.arn.
  column_sessionIssuerAccountId(id) AS sessionIssuerAccountId, -- Account that owns the session issuer. From userIdentity.sessionContext.sessionIssuer.accountId.
  column_sessionIssuerUserName(id) AS sessionIssuerUserName, -- Friendly name of the session issuer. From userIdentity.sessionContext.sessionIssuer.userName.
  column_mfaAuthenticated(id) AS mfaAuthenticated, -- Whether MFA authenticated it. 1, 0, or NULL where the record does not say. From userIdentity.sessionContext.attributes.mfaAuthenticated.
  column_sessionCreationDate(id) AS sessionCreationDate, -- When the session began, as written. From userIdentity.sessionContext.attributes.creationDate.
  column_sourceIdentity(id) AS sourceIdentity, -- Identity set when the first role was assumed. From userIdentity.sessionContext.sourceIdentity.
  column_federatedProvider(id) AS federatedProvider, -- Web identity provider. From userIdentity.sessionContext.webIdFederationData.federatedProvider.
  column_ec2RoleDelivery(id) AS ec2RoleDelivery, -- Version of the instance metadata service that delivered the credentials to an EC2 instance: 1.0 or 2.0. From userIdentity.sessionContext.ec2RoleDelivery.
  column_credentialsIssuedTo(id) AS credentialsIssuedTo, -- ARN of the instance, function or other resource that the credentials were issued to. From userIdentity.inScopeOf.credentialsIssuedTo.
  column_assumedRoot(id) AS assumedRoot, -- Whether AssumeRoot issued the root credentials. 1, 0, or NULL where the record does not say. From userIdentity.sessionContext.assumedRoot.
  column_sessionCredentialFromConsole(id) AS sessionCredentialFromConsole, -- Whether the console made it. 1, 0, or NULL where the record does not say. From sessionCredentialFromConsole.
  issuedAccessKeyId, -- Access key handed out by this call (AssumeRole*, GetSessionToken, CreateAccessKey, …). From responseElements.credentials.accessKeyId, or responseElements.accessKey.accessKeyId.
  column_issuedSessionArn(id) AS issuedSessionArn, -- Session that this call began: AssumeRole*, GetFederationToken. From responseElements.assumedRoleUser.arn, or responseElements.federatedUser.arn.
  column_requestedRoleArn(id) AS requestedRoleArn, -- Role that the call asked for. From requestParameters.roleArn.
  column_mfaUsed(id) AS mfaUsed, -- Yes or No on console sign-in events. From additionalEventData.MFAUsed.
  column_consoleLogin(id) AS consoleLogin, -- Success or Failure on console sign-in events. From responseElements.ConsoleLogin.
  column_switchedFrom(id) AS switchedFrom, -- ARN of the principal that switched to a role in the console: of SwitchRole. From additionalEventData.SwitchFrom.
  column_signInResult(id) AS signInResult, -- Success or Failure on other sign-in events: SwitchRole, CheckMfa, CredentialVerification, … From responseElements.SwitchRole, or responseElements.ExitRole, or responseElements.RenewRole, or responseElements.CheckMfa, or responseElements.GetSigninToken, or responseElements.CredentialChallenge, or responseElements.CredentialVerification, or responseElements.UserAuthentication, or responseElements.PasswordRecoveryRequested, or responseElements.PasswordRecoveryCompleted, or serviceEventDetails.SwitchRole, or serviceEventDetails.ExitRole, or serviceEventDetails.RenewRole, or serviceEventDetails.CheckMfa, or serviceEventDetails.GetSigninToken, or serviceEventDetails.CredentialChallenge, or serviceEventDetails.CredentialVerification, or serviceEventDetails.UserAuthentication, or serviceEventDetails.PasswordRecoveryRequested, or serviceEventDetails.PasswordRecoveryCompleted.
  column_bucketName(id) AS bucketName, -- Bucket that the call names. From requestParameters.bucketName.
  column_requestParametersBytes(id) AS requestParametersBytes, -- Size of requestParameters as written, bytes. From requestParameters.
  column_responseElementsBytes(id) AS responseElementsBytes, -- Size of responseElements as written, bytes. From responseElements.
  column_insightType(id) AS insightType, -- ApiCallRateInsight or ApiErrorRateInsight. From insightDetails.insightType.
  column_insightState(id) AS insightState, -- Start or End. From insightDetails.state.
  column_insightEventSource(id) AS insightEventSource, -- Service with the unusual activity. From insightDetails.eventSource.
  column_insightEventName(id) AS insightEventName, -- API with the unusual activity. From insightDetails.eventName.
  event_file(id) AS file, -- Log file that holds the event, below the opened folder.
  event_fileId(id) AS fileId, -- The same file as files.id.
  event_recordIndex(id) AS recordIndex, -- Position among the records of the file, from 0.
  event_logVerdict(id) AS logVerdict, -- Integrity verdict of the log file that holds the event. NULL where there is none.
  event_actor(id) AS actor, -- Who acted, as people say it, such as user/ci-deploy; principals of several accounts may share a name. NULL where there is none.
  event_mfa(id) AS mfa, -- Whether MFA authenticated the caller: yes, no, or not knowable where somebody else than IAM vouched for it; absent where the event does not say. NULL where there is none.
  event_console(id) AS console, -- Whether the call came from a session of the console: yes, no (the agent is a program), or not knowable; agents are what callers say they are. NULL where there is none.
  event_byAwsService(id) AS byAwsService, -- Whether an AWS service made the call, by itself or for somebody. 1 or 0.
  event_conflicting(id) AS conflicting, -- Whether copies of the event differ in content. 1 or 0.
  event_isError(id) AS isError, -- Whether the call failed: it has an errorCode or an errorMessage, or it is a sign-in whose result is Failure. 1 or 0.
  event_bookmarked(id) AS bookmarked, -- Whether the analyst keeps a bookmark on the event. 1 or 0.
  event_country(id) AS country, -- Country of the source address, ISO 3166-1 alpha-2, as the database that the user chose tells it. NULL where there is none.
  event_city(id) AS city, -- City of the source address, as the database that the user chose tells it; often wrong. NULL where there is none.
  event_asn(id) AS asn, -- Number of the autonomous system of the source address, such as AS64496, as the database that the user chose tells it. NULL where there is none.
  event_owner(id) AS owner, -- Who has the source address: the trusted network that the user lists, else the service of AWS by ip-ranges.json, else the organization of the AS. NULL where there is none.
  event_accountName(id) AS accountName, -- Name of the account that the event was delivered to, by the list that the user chose. NULL where there is none.
  event_session(id) AS session, -- The credentials that the call was made with, from issue to last use: their access key, or principal and creation date. NULL where there is none.
  event_origin(id) AS origin, -- The human or workload at the start of the chain of sessions that the call belongs to, where the case tells it. NULL where there is none.
  field(id, '[target]') AS target, -- The resource that the call acted on, such as role/Admin: told from requestParameters, responseElements and resources. Read from all log files when it is first asked for.
  field(id, '[summary]') AS summary, -- What the event did, in a sentence. Read from all log files when it is first asked for.
  field(id, '[resourceTags]') AS resourceTags, -- Tags of the resources in an enriched event, such as team=payments; “not evaluated” where the event does not tell, which is not “no tag”. Read from all log files when it is first asked for.
  field(id, '[principalTags]') AS principalTags, -- Tags of the principal in an enriched event, such as team=payments; “not evaluated” where the event does not tell, which is not “no tag”. Read from all log files when it is first asked for.
  field(id, '[conditionKeys]') AS conditionKeys, -- IAM condition keys that were evaluated for an enriched event, such as aws:ViaAWSService=false; “not evaluated” where the event does not tell. Read from all log files when it is first asked for.
  event_copies(id) AS copies, -- How many records are this event; 1 when there is no duplicate.
  record_json(id, '$."requestParameters"') AS requestParameters, -- What was asked, as JSON text. Reads the record from its file. From requestParameters.
  record_json(id, '$."responseElements"') AS responseElements, -- What was answered, as JSON text. Reads the record from its file. From responseElements.
  record_json(id, '$."additionalEventData"') AS additionalEventData, -- Further facts, as JSON text. Reads the record from its file. From additionalEventData.
  record_json(id, '$."serviceEventDetails"') AS serviceEventDetails, -- Of service events, as JSON text. Reads the record from its file. From serviceEventDetails.
  record_json(id, '$."eventContext"') AS eventContext, -- Of enriched events, as JSON text. Reads the record from its file. From eventContext.
  record_json(id, '$."resources"') AS resourcesJson -- resources as JSON text. Reads the record from its file; table resources does not. From resources.
FROM event WHERE tick(id);

-- The resources that events name: resources.event = events.id.
CREATE VIEW resources AS SELECT
  event, -- events.id of the event that names the resource.
  arn, -- resources[].ARN or resources[].arn of the record.
  resource_accountId(id) AS accountId, -- Account that owns the resource.
  resource_type(id) AS type -- Type of the resource, such as AWS::S3::Object.
FROM resource WHERE tick(id);

-- Further records of events already in events, each with its own columns: copies.event = events.id.
CREATE VIEW copies AS SELECT
  event, -- events.id of the event that this record is a further copy of.
  copy_differs(id) AS differs, -- 1 when its content is another than that of the event in events.
  copy_column_eventTime(id) AS eventTime, -- When the request was completed, by the clock of the service, UTC; of an aggregated event when its window begins. ISO 8601 text: texts compare as times, but for milliseconds; id has the exact order. From eventTime, or timeWindow.windowStart.
  CAST(copy_timeMs(id) AS INTEGER) AS eventTimeMs, -- eventTime, milliseconds since 1970 UTC.
  copy_column_eventTimeWritten(id) AS eventTimeWritten, -- eventTime as written, where it is not in CloudTrail’s form: without zone, with an offset, as a number, or no time.
  copy_column_eventID(id) AS eventID, -- The GUID CloudTrail gave the event; copies of one event share it. From eventID, or eventId.
  copy_column_eventVersion(id) AS eventVersion, -- Version of the record format. From eventVersion.
  copy_column_eventSource(id) AS eventSource, -- The service the request was made to, such as s3.amazonaws.com. From eventSource, or eventData.eventSource.
  copy_column_eventName(id) AS eventName, -- The requested action, one of the API operations of the service. From eventName, or eventData.eventName.
  copy_column_eventType(id) AS eventType, -- AwsApiCall, AwsServiceEvent, AwsConsoleAction, AwsConsoleSignIn, … From eventType.
  copy_column_eventCategory(id) AS eventCategory, -- Management, Data, NetworkActivity, Insight or Aggregated (since 1.07). From eventCategory.
  copy_column_managementEvent(id) AS managementEvent, -- Whether it is a management event (since 1.06). 1, 0, or NULL where the record does not say. From managementEvent.
  copy_column_readOnly(id) AS readOnly, -- Whether the operation only reads. 1, 0, or NULL where the record does not say. From readOnly.
  copy_column_awsRegion(id) AS awsRegion, -- The Region the request was made to. From awsRegion.
  copy_column_recipientAccountId(id) AS recipientAccountId, -- The account that received this event. From recipientAccountId, or accountId.
  copy_column_errorCode(id) AS errorCode, -- The error the service returned; null when the request succeeded. From errorCode, or eventData.errorCode.
  copy_column_errorMessage(id) AS errorMessage, -- Description of the error. From errorMessage, or eventData.errorMessage.
  copy_column_requestID(id) AS requestID, -- The service’s own identifier of the request. From requestID.
  copy_column_sharedEventID(id) AS sharedEventID, -- Same for copies of one action in several accounts. From sharedEventID.
  copy_column_apiVersion(id) AS apiVersion, -- API version the request was made with. From apiVersion.
  copy_column_addendumReason(id) AS addendumReason, -- Why the event came late or again: DELIVERY_DELAY, … From addendum.reason.
  copy_column_addendumOriginalEventID(id) AS addendumOriginalEventID, -- The event that this addendum completes. From addendum.originalEventID.
  copy_column_sourceIPAddress(id) AS sourceIPAddress, -- Address the request came from, or a service’s name. From sourceIPAddress, or eventData.sourceIPAddress.
  copy_column_userAgent(id) AS userAgent, -- The agent the request was made through. From userAgent, or eventData.userAgent.
  copy_column_vpcEndpointId(id) AS vpcEndpointId, -- VPC endpoint the request passed through. From vpcEndpointId.
  copy_column_vpcEndpointAccountId(id) AS vpcEndpointAccountId, -- Owner of that VPC endpoint. From vpcEndpointAccountId.
  copy_column_tlsVersion(id) AS tlsVersion, -- TLS version of the request. From tlsDetails.tlsVersion.
  copy_column_cipherSuite(id) AS cipherSuite, -- TLS cipher suite of the request. From tlsDetails.cipherSuite.
  copy_column_clientProvidedHostHeader(id) AS clientProvidedHostHeader, -- Host name the client used. From tlsDetails.clientProvidedHostHeader.
  copy_column_userIdentityType(id) AS userIdentityType, -- Root, IAMUser, AssumedRole, AWSService, … From userIdentity.type, or eventData.userIdentity.type.
  copy_column_principalId(id) AS principalId, -- Unique identifier of the principal. From userIdentity.principalId, or eventData.userIdentity.principalId.
  copy_column_userIdentityArn(id) AS userIdentityArn, -- ARN of the principal that made the call. From userIdentity.arn.
  copy_column_userIdentityAccountId(id) AS userIdentityAccountId, -- Account that owns the principal. From userIdentity.accountId.
  copy_column_userName(id) AS userName, -- Friendly name of the principal. From userIdentity.userName.
  copy_column_accessKeyId(id) AS accessKeyId, -- Access key that signed the request. From userIdentity.accessKeyId.
  copy_column_invokedBy(id) AS invokedBy, -- AWS service that made the request. From userIdentity.invokedBy.
  copy_column_identityProvider(id) AS identityProvider, -- External identity provider (SAML, web). From userIdentity.identityProvider.
  copy_column_credentialId(id) AS credentialId, -- Bearer token that authenticated the request. From userIdentity.credentialId.
  copy_column_onBehalfOfUserId(id) AS onBehalfOfUserId, -- IAM Identity Center user behind the call. From userIdentity.onBehalfOf.userId.
  copy_column_onBehalfOfIdentityStoreArn(id) AS onBehalfOfIdentityStoreArn, -- Its identity store. From userIdentity.onBehalfOf.identityStoreArn.
  copy_column_sessionIssuerType(id) AS sessionIssuerType, -- What issued the temporary credentials: Role, … From userIdentity.sessionContext.sessionIssuer.type.
  copy_column_sessionIssuerPrincipalId(id) AS sessionIssuerPrincipalId, -- Unique identifier of the session issuer. From userIdentity.sessionContext.sessionIssuer.principalId.
  copy_column_sessionIssuerArn(id) AS sessionIssuerArn, -- ARN of the role or user behind the temporary credentials. From userIdentity.sessionContext.sessionIssuer.arn.
  copy_column_sessionIssuerAccountId(id) AS sessionIssuerAccountId, -- Account that owns the session issuer. From userIdentity.sessionContext.sessionIssuer.accountId.
  copy_column_sessionIssuerUserName(id) AS sessionIssuerUserName, -- Friendly name of the session issuer. From userIdentity.sessionContext.sessionIssuer.userName.
  copy_column_mfaAuthenticated(id) AS mfaAuthenticated, -- Whether MFA authenticated it. 1, 0, or NULL where the record does not say. From userIdentity.sessionContext.attributes.mfaAuthenticated.
  copy_column_sessionCreationDate(id) AS sessionCreationDate, -- When the session began, as written. From userIdentity.sessionContext.attributes.creationDate.
  copy_column_sourceIdentity(id) AS sourceIdentity, -- Identity set when the first role was assumed. From userIdentity.sessionContext.sourceIdentity.
  copy_column_federatedProvider(id) AS federatedProvider, -- Web identity provider. From userIdentity.sessionContext.webIdFederationData.federatedProvider.
  copy_column_ec2RoleDelivery(id) AS ec2RoleDelivery, -- Version of the instance metadata service that delivered the credentials to an EC2 instance: 1.0 or 2.0. From userIdentity.sessionContext.ec2RoleDelivery.
  copy_column_credentialsIssuedTo(id) AS credentialsIssuedTo, -- ARN of the instance, function or other resource that the credentials were issued to. From userIdentity.inScopeOf.credentialsIssuedTo.
  copy_column_assumedRoot(id) AS assumedRoot, -- Whether AssumeRoot issued the root credentials. 1, 0, or NULL where the record does not say. From userIdentity.sessionContext.assumedRoot.
  copy_column_sessionCredentialFromConsole(id) AS sessionCredentialFromConsole, -- Whether the console made it. 1, 0, or NULL where the record does not say. From sessionCredentialFromConsole.
  copy_column_issuedAccessKeyId(id) AS issuedAccessKeyId, -- Access key handed out by this call (AssumeRole*, GetSessionToken, CreateAccessKey, …). From responseElements.credentials.accessKeyId, or responseElements.accessKey.accessKeyId.
  copy_column_issuedSessionArn(id) AS issuedSessionArn, -- Session that this call began: AssumeRole*, GetFederationToken. From responseElements.assumedRoleUser.arn, or responseElements.federatedUser.arn.
  copy_column_requestedRoleArn(id) AS requestedRoleArn, -- Role that the call asked for. From requestParameters.roleArn.
  copy_column_mfaUsed(id) AS mfaUsed, -- Yes or No on console sign-in events. From additionalEventData.MFAUsed.
  copy_column_consoleLogin(id) AS consoleLogin, -- Success or Failure on console sign-in events. From responseElements.ConsoleLogin.
  copy_column_switchedFrom(id) AS switchedFrom, -- ARN of the principal that switched to a role in the console: of SwitchRole. From additionalEventData.SwitchFrom.
  copy_column_signInResult(id) AS signInResult, -- Success or Failure on other sign-in events: SwitchRole, CheckMfa, CredentialVerification, … From responseElements.SwitchRole, or responseElements.ExitRole, or responseElements.RenewRole, or responseElements.CheckMfa, or responseElements.GetSigninToken, or responseElements.CredentialChallenge, or responseElements.CredentialVerification, or responseElements.UserAuthentication, or responseElements.PasswordRecoveryRequested, or responseElements.PasswordRecoveryCompleted, or serviceEventDetails.SwitchRole, or serviceEventDetails.ExitRole, or serviceEventDetails.RenewRole, or serviceEventDetails.CheckMfa, or serviceEventDetails.GetSigninToken, or serviceEventDetails.CredentialChallenge, or serviceEventDetails.CredentialVerification, or serviceEventDetails.UserAuthentication, or serviceEventDetails.PasswordRecoveryRequested, or serviceEventDetails.PasswordRecoveryCompleted.
  copy_column_bucketName(id) AS bucketName, -- Bucket that the call names. From requestParameters.bucketName.
  copy_column_requestParametersBytes(id) AS requestParametersBytes, -- Size of requestParameters as written, bytes. From requestParameters.
  copy_column_responseElementsBytes(id) AS responseElementsBytes, -- Size of responseElements as written, bytes. From responseElements.
  copy_column_insightType(id) AS insightType, -- ApiCallRateInsight or ApiErrorRateInsight. From insightDetails.insightType.
  copy_column_insightState(id) AS insightState, -- Start or End. From insightDetails.state.
  copy_column_insightEventSource(id) AS insightEventSource, -- Service with the unusual activity. From insightDetails.eventSource.
  copy_column_insightEventName(id) AS insightEventName, -- API with the unusual activity. From insightDetails.eventName.
  copy_isError(id) AS isError, -- Whether the call failed: it has an errorCode or an errorMessage, or it is a sign-in whose result is Failure. 1 or 0.
  copy_file(id) AS file, -- Log file that holds this copy.
  copy_fileId(id) AS fileId, -- The same file as files.id.
  copy_recordIndex(id) AS recordIndex, -- Position among the records of the file, from 0.
  copy_offset(id) AS offset, -- Where the record begins in the inflated file, bytes. Of a row of a Parquet file its number, from 0.
  copy_length(id) AS length, -- Length of the record in the inflated file, bytes. 0 for a row of a Parquet file.
  copy_logVerdict(id) AS logVerdict, -- Integrity verdict of that file; NULL when it was not judged.
  event_conflicting(event) AS conflicting, -- 1 when copies of that event differ in content.
  copy_record(id) AS record -- The record of the copy, as record(id) is that of the event. Reads it from its file.
FROM copy WHERE tick(id);

-- What is known of every hour of delivery, by account, Region and trail; the first million hours.
CREATE VIEW coverage AS SELECT
  account, -- Account whose log files are meant.
  region, -- Region whose log files are meant.
  trail, -- Name of the trail; empty for log files in the place of no chain.
  kind, -- standard, backfill (digests made later), or none (no digests).
  hour, -- Start of the hour of delivery, ISO 8601 text, UTC. Events happened some time before.
  state, -- The worst that is known of the hour, best first: proven-empty, proven-complete, no-evidence, log-uncovered, gap, gap-or-hole, digest-unproven, digest-missing, log-missing, digest-invalid, log-invalid.
  digest, -- The digest that covers most of the hour, as in files.uri; NULL without any.
  logs, -- Log files delivered in the hour, missing ones included.
  events -- Events in the log files delivered in the hour.
FROM coverage_hour WHERE tick(id);

-- Everything that is missing or invalid, as Integrity lists it and `verify` counts it: spans of time first, then digests and log files.
CREATE VIEW absences AS SELECT
  absence_kind(id) AS kind, -- What it is, spans of time first: gap, gap-or-hole, hole, silence, digest-missing, digest-invalid, log-missing, log-invalid.
  absence_meaning(id) AS meaning, -- What that means, a sentence.
  absence_account(id) AS account, -- Account that it concerns.
  absence_region(id) AS region, -- Region that it concerns.
  absence_trail(id) AS trail, -- Name of the trail; empty where no digest tells it.
  absence_start(id) AS startTime, -- Start of the time of delivery, ISO 8601 text, UTC.
  absence_end(id) AS endTime, -- End of that time; NULL for a log file, which has a moment of delivery.
  absence_uri(id) AS uri -- The digest or log file, as in files.uri; NULL for a span of time.
FROM absence WHERE tick(id);

-- Sets of credentials, from issue to last use, and long-term access keys: sessions.session = events.session.
CREATE VIEW sessions AS SELECT
  id, -- Number of the session, from 1.
  session, -- Its name, as in events.session: its access key, or principal and creation date.
  session_kind(id) AS kind, -- How its credentials were made: access-key, console, role, saml, web-identity, identity-center, service, session-token, federation-token, assumed-root, unknown.
  session_origin(id) AS origin, -- The human or workload at the start of its chain; NULL where the case does not tell it.
  session_principal(id) AS principal, -- ARN of the principal that its events name, or of the session that was issued.
  session_role(id) AS role, -- ARN of the role, where its credentials are those of one.
  session_account(id) AS account, -- Account of the principal.
  session_start(id) AS start, -- What is known of what came before: begins, issued, not-in-case, caller-unknown, several, cyclic.
  session_parent(id) AS parent, -- The session that issued its credentials; NULL where it is not known.
  session_issuedBy(id) AS issuedBy, -- events.id of the call that issued its credentials; NULL where it is not in the case.
  session_firstSeen(id) AS firstSeen, -- eventTime of its first event, ISO 8601 text, UTC; NULL without one.
  session_lastSeen(id) AS lastSeen, -- eventTime of its last event.
  session_events(id) AS events, -- Its events.
  session_errors(id) AS errors, -- Those of its events whose call failed.
  session_writes(id) AS writes, -- Those of its events that do not only read.
  session_issued(id) AS issued -- How many sessions it issued credentials for.
FROM session WHERE tick(id);

-- From one session to the next: the calls that issued credentials, where the session that made them is known.
CREATE VIEW session_hops AS SELECT
  session, -- The session that was issued, as in sessions.session.
  parent, -- The session whose call issued it.
  event, -- events.id of that call.
  hop_join(id) AS joinedBy, -- What joins the two: access-key, principal-and-time, switch-role.
  hop_parentAccount(id) AS parentAccount, -- Account of the principal whose call it was.
  hop_account(id) AS account, -- Account of the principal whose credentials were issued.
  hop_time(id) AS eventTime -- eventTime of the call, ISO 8601 text, UTC.
FROM session_hop WHERE tick(id);

-- What AWS Config told of resources, one row per configuration item; no digest covers them. Who changed one: JOIN json_each(config_items.relatedEvents) r JOIN events e ON e.eventID = r.value.
CREATE VIEW config_items AS SELECT
  id, -- Number of the configuration item, from 1, in order of capture time.
  config_captureTime(id) AS configurationItemCaptureTime, -- When AWS Config saw the resource so, ISO 8601 text, UTC.
  resourceType, -- Type of the resource, such as AWS::EC2::SecurityGroup.
  resourceId, -- ID of the resource, such as sg-0123.
  config_resourceName(id) AS resourceName, -- Name of the resource, where it has one.
  arn, -- ARN of the resource.
  config_accountId(id) AS accountId, -- Account that owns the resource.
  config_awsRegion(id) AS awsRegion, -- Region of the resource.
  config_status(id) AS configurationItemStatus, -- OK, ResourceDiscovered, ResourceDeleted or another status of AWS Config.
  previous, -- config_items.id of the newest item of the resource with an earlier capture time: what it was before.
  config_json(id, '$."relatedEvents"') AS relatedEvents, -- CloudTrail event IDs that the change came with, as a JSON array; often empty. Reads the item from its file. From relatedEvents.
  config_json(id, '$."configuration"') AS configuration, -- What the resource was, as JSON text. Reads the item from its file. From configuration.
  config_json(id, '$."supplementaryConfiguration"') AS supplementaryConfiguration, -- Further settings, as JSON text. Reads the item from its file. From supplementaryConfiguration.
  config_json(id, '$."relationships"') AS relationships, -- Resources that it is related to, as a JSON array. Reads the item from its file. From relationships.
  config_json(id, '$."tags"') AS tags, -- Tags, as a JSON object. Reads the item from its file. From tags.
  config_json(id, '$') AS item, -- The whole item, as JSON text. Reads the item from its file.
  config_snapshotId(id) AS snapshotId, -- ID of the snapshot that holds the item; NULL for an item of the history.
  config_file(id) AS file, -- File that holds the item, below the opened folder.
  config_fileId(id) AS fileId -- The same file as files.id.
FROM config_item WHERE tick(id);

-- What the rules found, one row per finding, as the section Findings has it. It says what was seen, and does not accuse.
CREATE VIEW findings AS SELECT
  id, -- Number of the finding, from 1, those of the gravest rules first; finding_events.finding points here.
  finding_name(id) AS name, -- The rule and what the finding is about: the id of `trailproof findings --json`, the same whenever the same files are opened.
  finding_rule(id) AS rule, -- The rule that found it.
  finding_title(id) AS title, -- What the rule looks for.
  finding_severity(id) AS severity, -- How grave it would be: high, medium, low, info.
  finding_sentence(id) AS sentence, -- What was seen, with its numbers.
  finding_why(id) AS why, -- Why the rule looks for it, and whose rule it is.
  finding_benignCauses(id) AS benignCauses, -- What else it may be.
  finding_firstSeen(id) AS firstSeen, -- eventTime of its first event, ISO 8601 text, UTC; NULL where no event has a time.
  finding_lastSeen(id) AS lastSeen, -- eventTime of its last event.
  finding_events(id) AS events, -- How many events are behind it.
  finding_listed(id) AS listed, -- How many of these are in finding_events: fewer than events only where that is full or the rule stopped.
  finding_filter(id) AS filter, -- The filter that shows its events; empty for every event.
  finding_isRest(id) AS isRest, -- 1 when it counts together what has no finding of its own, else 0.
  finding_hasFailed(id) AS hasFailed -- 1 when the rule stopped, and what it would have found is not known, else 0.
FROM finding WHERE tick(id);

-- The events behind findings: finding_events.event = events.id, in order of finding and event; the first 1,000,000. A rule that stopped has none.
CREATE VIEW finding_events AS SELECT
  finding, -- findings.id of the finding.
  event -- events.id of an event behind it.
FROM finding_event WHERE tick(id);

-- Findings that belong together, the first to look at first, as the section Findings has them; those of Sigma rules that the user has loaded take part.
CREATE VIEW incidents AS SELECT
  id, -- Number of the incident, from 1, the first to look at first; incident_events.incident points here.
  incident_name(id) AS name, -- Who, and when it began: the value of `incident` in filters.
  incident_severity(id) AS severity, -- Of the gravest of its findings: high, medium, low, info.
  incident_score(id) AS score, -- What its place rests on: severity × rarity × sequence × proof, rounded.
  incident_firstSeen(id) AS firstSeen, -- eventTime of its first event, ISO 8601 text, UTC; NULL where no event has a time.
  incident_lastSeen(id) AS lastSeen, -- eventTime of its last event.
  incident_actors(id) AS actors, -- Where chains of sessions begin, or principals, as a JSON array; the one with most events first.
  incident_addresses(id) AS addresses, -- Source addresses, as a JSON array; the one with most events first.
  incident_tactics(id) AS tactics, -- Tactics of MITRE ATT&CK in order of time, each once, as a JSON array.
  incident_findings(id) AS findings, -- Its findings in order of time, as findings.name, as a JSON array. Those of Sigma rules of the user are not in findings.
  incident_paragraph(id) AS paragraph, -- What was seen, in sentences.
  incident_events(id) AS events, -- How many events it has.
  incident_proven(id) AS proven -- Of these, events in verified log files.
FROM incident WHERE tick(id);

-- The events of incidents, in order of time: incident_events.event = events.id.
CREATE VIEW incident_events AS SELECT
  incident, -- incidents.id of the incident.
  event -- events.id of an event of it. An event has one incident at most.
FROM incident_event WHERE tick(id);

-- Counts far above what the earlier hours of the case let expect, at the usual sensitivity, the least likely first; at most 200. Found by Trailproof, not by CloudTrail Insights.
CREATE VIEW anomalies AS SELECT
  id, -- Number of the anomaly, from 1, the least likely first.
  anomaly_kind(id) AS kind, -- What is counted: calls, errors, principal-calls, principal-errors.
  anomaly_title(id) AS title, -- Of what there is unusually much, as the section Findings says it.
  anomaly_account(id) AS account, -- recipientAccountId of its events; NULL where it is of a principal, as the next four.
  anomaly_region(id) AS region, -- awsRegion of its events.
  anomaly_eventSource(id) AS eventSource, -- eventSource of its events.
  anomaly_eventName(id) AS eventName, -- eventName of its events.
  anomaly_errorCode(id) AS errorCode, -- errorCode of its events, where errors are counted.
  anomaly_principal(id) AS principal, -- Where the chain of sessions begins, or the principal; NULL where it is of an operation.
  anomaly_beginTime(id) AS beginTime, -- When its first span begins, ISO 8601 text, UTC.
  anomaly_endTime(id) AS endTime, -- When its last span ends.
  anomaly_events(id) AS events, -- How many events it has.
  anomaly_proven(id) AS proven, -- Of these, events in verified log files.
  anomaly_expected(id) AS expected, -- How many were expected, rounded.
  anomaly_low(id) AS low, -- The fewest that are usual.
  anomaly_high(id) AS high, -- The most that are usual.
  anomaly_score(id) AS score, -- The chance of so many is 1 in 10 to this power, rounded.
  anomaly_baseline(id) AS baseline, -- What it is compared with: hour-of-week, hour-of-day, before.
  anomaly_history(id) AS history, -- How many earlier spans that rests on.
  anomaly_learnedFrom(id) AS learnedFrom, -- Which log files tell what is usual: verified, or all where none is verified.
  anomaly_filter(id) AS filter -- The filter that shows its events, as text.
FROM anomaly WHERE tick(id);

-- Those of events that the filter of the window shows when the query runs; all of them without a filter, and in the command line.
CREATE VIEW shown AS SELECT * FROM events WHERE is_shown(id);

-- The files of the case.
CREATE TABLE files (
  id INTEGER PRIMARY KEY, -- Number of the file; events.fileId and copies.fileId point here.
  path TEXT AS (file_path(id)), -- Path below the opened folder, of a member of an archive `logs.zip › name`; events.file is the same text.
  kind TEXT AS (file_kind(id)), -- What the file is: log, digest, public-keys, sidecar, other and further kinds.
  uri TEXT AS (file_uri(id)), -- s3://bucket/key, or file:path where nothing tells its place in S3.
  sha256 TEXT AS (file_sha256(id)), -- SHA-256 of the inflated bytes, hex.
  bytes INTEGER AS (file_bytes(id)), -- Size as it lies on disk or in its archive, bytes.
  verdict TEXT AS (file_verdict(id)), -- Integrity verdict of a log file or digest; NULL when it was not judged.
  events INTEGER AS (file_events(id)), -- Events that are shown from this file, the best proven that holds them.
  furtherCopies INTEGER AS (file_furtherCopies(id)) -- Records in this file that are further copies of an event.
);
