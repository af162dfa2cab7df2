package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.submissions.internal.store.TaskNames;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that were there before: written by the database itself, since a million of them take long otherwise. */
record SubmissionRows(JdbcClient jdbc) {
    /** Delivered submissions whose next query is due tomorrow, with their tasks. */
    void addFuture(int rows) {
        insert("F", "DELIVERED", "QUERY", "now() + interval '1 day'", rows);
        jdbc.sql("insert into kyc_sharing_task (task_name, task_instance, execution_time, picked, version)"
                        + " select :task, id, due_at, false, 1 from kyc_sharing_submission"
                        + " where state = 'DELIVERED' and request_no like 'F-%' on conflict do nothing")
                .param("task", TaskNames.delivery(Worker.ENTITY))
                .update();
        jdbc.sql("analyze").update();
    }

    /** Queued submissions, without records. */
    void addQueued(int rows) {
        insert("Q", "QUEUED", "DELIVER", "now()", rows);
        jdbc.sql("analyze").update();
    }

    private void insert(String prefix, String state, String nextCall, String due, int rows) {
        jdbc.sql("insert into kyc_sharing_submission (id, biz_entity_key, request_no, request_no_generated,"
                        + " entity_customer_id, broker_main_account_id, broker_sub_account_id, sub_account_hash, state, next_call, due_at,"
                        + " may_have_arrived, system_error_possible, number_seen, accepted, number_disputed, attempts,"
                        + " queries, handler_failures, fingerprint, fingerprint_key_id, promoted, queue_id, submitted_at, updated_at, version)"
                        + " select gen_random_uuid(), :entity, :prefix || '-' || i, true, :prefix || '-' || i, 'm' || i,"
                        + " 's' || i, md5(i::text), :state, :nextCall, " + due
                        + ", false, false, false, false, false, 0, 0, 0,"
                        + " md5(i::text), 1, false, case when :state = 'QUEUED' then '00000000-0000-0000-0000-000000000000'::uuid end,"
                        + " now(), now(), 0 from generate_series(1, :rows) i on conflict do nothing")
                .param("entity", Worker.ENTITY)
                .param("prefix", prefix)
                .param("state", state)
                .param("nextCall", nextCall)
                .param("rows", rows)
                .update();
    }
}
