-- The broker's own table.
create table if not exists customer (
    client varchar(64) not null,
    entity_customer_id varchar(128) not null,
    submission_id uuid not null,
    kyc_state varchar(16) not null,
    updated_at timestamp with time zone not null,
    primary key (client, entity_customer_id)
);
create index if not exists customer_submission on customer (submission_id);
