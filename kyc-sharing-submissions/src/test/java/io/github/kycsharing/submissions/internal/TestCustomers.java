package io.github.kycsharing.submissions.internal;

import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.CustomerEventStore;
import io.github.kycsharing.submissions.internal.store.JdbcCustomerStore;
import io.github.kycsharing.submissions.internal.store.JdbcInformationStore;
import io.github.kycsharing.submissions.internal.tracking.Tracking;
import io.github.kycsharing.submissions.internal.tracking.TrackingPolicy;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Customers in the tables of a test. */
public final class TestCustomers {
    private TestCustomers() {}

    public static CustomerData data(DataSource dataSource, String prefix) {
        return new CustomerData(
                new JdbcCustomerStore(dataSource, prefix),
                new CustomerEventStore(dataSource, prefix),
                new JdbcInformationStore(dataSource, prefix));
    }

    public static Tracking tracking(DataSource dataSource, String prefix, TransactionTemplate tx, InstantSource clock) {
        return new Tracking(data(dataSource, prefix).customers(), tx, clock, TrackingPolicy.DEFAULTS);
    }
}
