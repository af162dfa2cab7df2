package io.github.kycsharing.samples;

import io.github.kycsharing.submissions.KycStatusChanged;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Keeps the API keys of sub accounts whose customers have passed. */
@Service
class ApiKeys {
    private final JdbcClient database;

    ApiKeys(JdbcClient database) {
        this.database = database;
    }

    /**
     * Runs in the transaction that marks the event as published, so a crash neither loses nor doubles the row. A customer can pass again,
     * for example after another record, so there may be a row.
     */
    @EventListener
    @Order(1)
    void onStatusChanged(KycStatusChanged change) {
        if (!change.status().isPassed()) {
            return;
        }
        database.sql("""
                        insert into api_key (client, broker_sub_account_id, created_at)
                        select :client, :account, :at where not exists (
                            select 1 from api_key where client = :client and broker_sub_account_id = :account)
                        """)
                // Fails on an instance without this client. Another one receives the event again.
                .param("client", change.client().orElseThrow())
                .param("account", change.customer().brokerSubAccountId())
                .param("at", Timestamp.from(change.occurredAt()))
                .update();
    }

    boolean isCreated(String client, String brokerSubAccountId) {
        return database.sql("select count(*) from api_key where client = :client and broker_sub_account_id = :account")
                        .param("client", client)
                        .param("account", brokerSubAccountId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Customers whose record has been delivered, and who have no API key. */
    List<Pending> pending() {
        return database.sql("""
                        select client, entity_customer_id from customer c
                        where kyc_state in ('DELIVERED', 'IMPORTED') and not exists (
                            select 1 from api_key k
                            where k.client = c.client and k.broker_sub_account_id = c.broker_sub_account_id)
                        order by client, entity_customer_id
                        """)
                .query((row, number) -> new Pending(row.getString(1), row.getString(2)))
                .list();
    }

    /**
     * A customer who waits for a decision.
     *
     * @param client name of the client
     * @param entityCustomerId the customer
     */
    record Pending(String client, String entityCustomerId) {
        /** Leaves the customer out, because a console is a log. */
        @Override
        public String toString() {
            return "Pending[client=" + client + "]";
        }
    }
}
