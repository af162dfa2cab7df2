create table if not exists kyc_sharing_customer (
    biz_entity_key varchar(255) not null,
    entity_customer_id varchar(128) not null,
    broker_main_account_id varchar(255) not null,
    broker_sub_account_id varchar(255) not null,
    told_fingerprint varchar(64),
    told_final boolean not null,
    decided boolean not null,
    tracked_since bigint not null,
    asked_at bigint not null,
    version bigint not null,
    constraint kyc_sharing_customer_pk primary key (biz_entity_key, entity_customer_id)
);

create index if not exists kyc_sharing_customer_undecided on kyc_sharing_customer (decided, asked_at);

create table if not exists kyc_sharing_lock (
    name varchar(64) not null,
    lock_until timestamp not null,
    locked_at timestamp not null,
    locked_by varchar(255) not null,
    constraint kyc_sharing_lock_pk primary key (name)
);
