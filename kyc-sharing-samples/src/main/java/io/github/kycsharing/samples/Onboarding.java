package io.github.kycsharing.samples;

import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissions;
import java.sql.Timestamp;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the broker's customers. A customer's row and the submission of the record are committed together, or not at all. */
@Service
class Onboarding {
    private final KycSubmissions submissions;
    private final JdbcClient database;

    Onboarding(KycSubmissions submissions, JdbcClient database) {
        this.submissions = submissions;
        this.database = database;
    }

    @Transactional
    KycSubmission submit(String client, ShareKycRequest request) {
        KycSubmission submission = submissions.submit(client, request);
        // The same submission may be in a later state by now, which the listener has stored.
        database.sql("""
                        merge into customer c
                        using (values (cast(:client as varchar), cast(:customer as varchar), cast(:account as varchar),
                                cast(:id as uuid)))
                            n (client, entity_customer_id, broker_sub_account_id, submission_id)
                        on c.client = n.client and c.entity_customer_id = n.entity_customer_id
                        when matched and c.submission_id <> n.submission_id then
                            update set broker_sub_account_id = n.broker_sub_account_id, submission_id = n.submission_id,
                                kyc_state = :state, updated_at = :at
                        when not matched then
                            insert (client, entity_customer_id, broker_sub_account_id, submission_id, kyc_state, updated_at)
                            values (n.client, n.entity_customer_id, n.broker_sub_account_id, n.submission_id, :state, :at)
                        """)
                .param("client", client)
                .param("customer", submission.customer().entityCustomerId())
                .param("account", submission.customer().brokerSubAccountId())
                .param("id", submission.id())
                .param("state", submission.state().name())
                .param("at", Timestamp.from(submission.updatedAt()))
                .update();
        return submission;
    }

    /** Runs in the transaction that marks the event as published, so the row follows each change exactly once. */
    @EventListener
    void onSubmissionChanged(KycSubmissionChanged change) {
        database.sql("update customer set kyc_state = :state, updated_at = :at where submission_id = :id")
                .param("state", change.state().name())
                .param("at", Timestamp.from(change.occurredAt()))
                .param("id", change.submissionId())
                .update();
    }
}
