-- Schema version 1. kyc-sharing.submissions.table-prefix replaces the prefix kyc_sharing_.
-- A script for Flyway or Liquibase as it is.
create table if not exists kyc_sharing_schema_version (
    version integer not null primary key,
    applied_at timestamp with time zone not null
);

-- queue_id is set while a submission is queued: a back-fill's id, or zeros for the daily queue.
create table if not exists kyc_sharing_submission (
    id uuid not null primary key,
    seq bigint generated always as identity,
    biz_entity_key varchar(512) not null,
    request_no varchar(120) not null,
    request_no_generated boolean not null,
    entity_customer_id varchar(128) not null,
    broker_main_account_id varchar not null,
    broker_sub_account_id varchar not null,
    sub_account_hash varchar(64) not null,
    delivery_slot smallint,
    state varchar(16) not null,
    next_call varchar(8) not null,
    due_at timestamp with time zone,
    may_have_arrived boolean not null,
    system_error_possible boolean not null,
    number_seen boolean not null,
    accepted boolean not null,
    number_disputed boolean not null,
    attempts integer not null,
    queries integer not null,
    handler_failures integer not null,
    first_attempt_at timestamp with time zone,
    last_attempt_at timestamp with time zone,
    doubt_since timestamp with time zone,
    code varchar(64),
    fingerprint varchar(64) not null,
    fingerprint_key_id bigint not null,
    open_fingerprint varchar(64),
    replaces_id uuid,
    backfill_id uuid,
    promoted boolean not null,
    queue_id uuid,
    submitted_at timestamp with time zone not null,
    delivered_at timestamp with time zone,
    ended_at timestamp with time zone,
    updated_at timestamp with time zone not null,
    erase_requested_at timestamp with time zone,
    version bigint not null,
    constraint kyc_sharing_submission_request_no unique (biz_entity_key, request_no),
    constraint kyc_sharing_submission_slot unique (biz_entity_key, entity_customer_id, delivery_slot),
    constraint kyc_sharing_submission_open unique (biz_entity_key, entity_customer_id, open_fingerprint)
);
create index if not exists kyc_sharing_submission_state on kyc_sharing_submission (biz_entity_key, state, seq);
create index if not exists kyc_sharing_submission_queue on kyc_sharing_submission (biz_entity_key, queue_id, seq);
create index if not exists kyc_sharing_submission_window on kyc_sharing_submission (biz_entity_key, delivery_slot, state);
create index if not exists kyc_sharing_submission_backfill on kyc_sharing_submission (backfill_id, state);
create index if not exists kyc_sharing_submission_customer on kyc_sharing_submission (biz_entity_key, entity_customer_id, seq);
create index if not exists kyc_sharing_submission_account on kyc_sharing_submission (biz_entity_key, sub_account_hash, seq);
create index if not exists kyc_sharing_submission_due on kyc_sharing_submission (due_at);
create index if not exists kyc_sharing_submission_ended on kyc_sharing_submission (ended_at);
create index if not exists kyc_sharing_submission_erasure on kyc_sharing_submission (erase_requested_at);

create table if not exists kyc_sharing_submission_body (
    submission_id uuid not null primary key references kyc_sharing_submission (id) on delete cascade,
    key_id bigint not null,
    ciphertext varbinary(1048576) not null
);

-- History of a submission, and outbox: publish_shard is set until the event is published.
create table if not exists kyc_sharing_submission_event (
    id bigint generated always as identity primary key,
    submission_id uuid not null references kyc_sharing_submission (id) on delete cascade,
    from_state varchar(16),
    state varchar(16) not null,
    code varchar(64),
    may_have_arrived boolean not null,
    system_error_possible boolean not null,
    number_seen boolean not null,
    accepted boolean not null,
    attempts integer not null,
    action varchar(16),
    actor varchar(128),
    note varbinary(1048576),
    note_key_id bigint,
    occurred_at timestamp with time zone not null,
    publish_shard smallint,
    publish_due_at timestamp with time zone,
    publish_failures integer not null,
    published_at timestamp with time zone
);
create index if not exists kyc_sharing_submission_event_history on kyc_sharing_submission_event (submission_id, id);
create index if not exists kyc_sharing_submission_event_outbox on kyc_sharing_submission_event (publish_shard, id);

create table if not exists kyc_sharing_lane (
    biz_entity_key varchar(512) not null primary key,
    state varchar(16) not null,
    cause varchar(64),
    back_offs integer not null,
    back_off_until timestamp with time zone,
    probe_id uuid,
    probe_until timestamp with time zone,
    rejection_code varchar(64),
    rejections integer not null,
    changed_by varchar(128),
    note varbinary(1048576),
    note_key_id bigint,
    changed_at timestamp with time zone not null,
    version bigint not null
);

create table if not exists kyc_sharing_backfill (
    id uuid not null primary key,
    seq bigint generated always as identity,
    biz_entity_key varchar(512) not null,
    name varchar(64) not null,
    state varchar(16) not null,
    window_from varchar(18),
    window_to varchar(18),
    window_zone varchar(64),
    percent integer not null,
    started_at timestamp with time zone not null,
    loaded_at timestamp with time zone,
    completed_at timestamp with time zone,
    changed_by varchar(128),
    note varbinary(1048576),
    note_key_id bigint,
    updated_at timestamp with time zone not null,
    version bigint not null,
    constraint kyc_sharing_backfill_name unique (biz_entity_key, name)
);
create index if not exists kyc_sharing_backfill_open on kyc_sharing_backfill (biz_entity_key, completed_at);

-- Rows of a back-fill that are not stored, with a line for each rule and path, and no values.
create table if not exists kyc_sharing_backfill_row (
    backfill_id uuid not null references kyc_sharing_backfill (id) on delete cascade,
    position bigint not null,
    violations varchar not null,
    primary key (backfill_id, position)
);

-- An account of a customer whose status is polled. The columns before_* restore the row if a share had no effect.
create table if not exists kyc_sharing_customer (
    id uuid not null primary key,
    seq bigint generated always as identity,
    biz_entity_key varchar(512) not null,
    entity_customer_id varchar(128) not null,
    broker_main_account_id varchar not null,
    broker_sub_account_id varchar not null,
    account_hash varchar(64) not null,
    poll_shard smallint not null,
    decided boolean not null,
    announce boolean not null,
    status_fingerprint varchar(64),
    status_key_id bigint,
    status_since timestamp with time zone,
    due_at timestamp with time zone,
    polls integer not null,
    failures integer not null,
    last_polled_at timestamp with time zone,
    woken_at timestamp with time zone,
    tracked_since timestamp with time zone not null,
    last_shared_at timestamp with time zone,
    share_request_no varchar(120),
    before_known boolean not null,
    before_announce boolean not null,
    before_due_at timestamp with time zone,
    version bigint not null,
    constraint kyc_sharing_customer_account unique (biz_entity_key, entity_customer_id, account_hash)
);
create index if not exists kyc_sharing_customer_due on kyc_sharing_customer (biz_entity_key, poll_shard, due_at);
create index if not exists kyc_sharing_customer_woken on kyc_sharing_customer (biz_entity_key, poll_shard, woken_at);

-- Outbox of customers: publish_shard is set until the event is published. The payload is erased then.
create table if not exists kyc_sharing_customer_event (
    id bigint generated always as identity primary key,
    biz_entity_key varchar(512) not null,
    subject_id uuid not null,
    kind varchar(32) not null,
    payload varbinary(1048576),
    payload_key_id bigint,
    occurred_at timestamp with time zone not null,
    publish_shard smallint,
    publish_due_at timestamp with time zone,
    publish_failures integer not null,
    published_at timestamp with time zone
);
create index if not exists kyc_sharing_customer_event_subject on kyc_sharing_customer_event (subject_id, id);
create index if not exists kyc_sharing_customer_event_outbox on kyc_sharing_customer_event (publish_shard, id);
create index if not exists kyc_sharing_customer_event_published on kyc_sharing_customer_event (published_at);

-- Requests for information, and the files that are submitted for them.
create table if not exists kyc_sharing_information_request (
    id uuid not null primary key,
    seq bigint generated always as identity,
    biz_entity_key varchar(512) not null,
    record_id varchar(128) not null,
    entity_customer_id varchar(128) not null,
    status varchar(32) not null,
    expires_at timestamp with time zone,
    content varbinary(1048576),
    content_key_id bigint,
    first_seen_at timestamp with time zone not null,
    seen_at timestamp with time zone not null,
    published_at timestamp with time zone,
    closed_at timestamp with time zone,
    erased_at timestamp with time zone,
    submit_state varchar(16) not null,
    files varbinary(1048576),
    files_key_id bigint,
    submit_request_no varchar(512),
    submit_status varchar(32),
    submit_attempts integer not null,
    submit_tries integer not null,
    submit_code varchar(64),
    fail_reason varbinary(1048576),
    fail_reason_key_id bigint,
    actor varchar(128),
    note varbinary(1048576),
    note_key_id bigint,
    attempted_at timestamp with time zone,
    submitted_at timestamp with time zone,
    due_at timestamp with time zone,
    updated_at timestamp with time zone not null,
    version bigint not null,
    constraint kyc_sharing_information_request_record unique (biz_entity_key, record_id)
);
create index if not exists kyc_sharing_information_request_due on kyc_sharing_information_request (biz_entity_key, due_at);
create index if not exists kyc_sharing_information_request_customer on kyc_sharing_information_request (biz_entity_key, entity_customer_id, seq);
create index if not exists kyc_sharing_information_request_open on kyc_sharing_information_request (biz_entity_key, closed_at, seq);

-- How far the list of an access entity's requests for information has been read.
create table if not exists kyc_sharing_information_poll (
    biz_entity_key varchar(512) not null primary key,
    next_page integer not null,
    rows_read bigint not null,
    failures integer not null,
    started_at timestamp with time zone,
    due_at timestamp with time zone not null,
    woken_at timestamp with time zone,
    version bigint not null
);

-- The engine's own tables: deliveries, and polls. Their rows have an id and no data, and the engine recreates them from the tables above.
create table if not exists kyc_sharing_task (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data varbinary(1048576),
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(100),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index if not exists kyc_sharing_task_execution_time on kyc_sharing_task (execution_time);
create index if not exists kyc_sharing_task_heartbeat on kyc_sharing_task (last_heartbeat);

create table if not exists kyc_sharing_poll_task (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data varbinary(1048576),
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(100),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    not_before timestamp with time zone,
    primary key (task_name, task_instance)
);
create index if not exists kyc_sharing_poll_task_execution_time on kyc_sharing_poll_task (execution_time);
create index if not exists kyc_sharing_poll_task_heartbeat on kyc_sharing_poll_task (last_heartbeat);

insert into kyc_sharing_schema_version (version, applied_at)
select 1, current_timestamp where not exists (select 1 from kyc_sharing_schema_version where version = 1);
