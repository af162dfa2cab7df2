-- The broker's own tables.
create table if not exists customer (
    client varchar(64) not null,
    entity_customer_id varchar(128) not null,
    broker_sub_account_id varchar(255) not null,
    submission_id uuid not null,
    kyc_state varchar(16) not null,
    updated_at timestamp with time zone not null,
    primary key (client, entity_customer_id)
);
create index if not exists customer_submission on customer (submission_id);

-- The API keys of sub accounts that may trade. A job of the broker would create them at the exchange.
create table if not exists api_key (
    client varchar(64) not null,
    broker_sub_account_id varchar(255) not null,
    created_at timestamp with time zone not null,
    primary key (client, broker_sub_account_id)
);
