package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.submissions.KycCustomers;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.CustomerEventStore;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.JdbcCustomerStore;
import io.github.kycsharing.submissions.internal.store.JdbcInformationStore;
import io.github.kycsharing.submissions.internal.tracking.PlainShares;
import io.github.kycsharing.submissions.internal.tracking.TrackedCustomers;
import io.github.kycsharing.submissions.internal.tracking.Tracking;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Tracks the customers whose records are shared. */
@AutoConfiguration(after = KycSubmissionStoreAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
@EnableConfigurationProperties(KycTrackingProperties.class)
public final class KycCustomerTrackingAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycCustomerTrackingAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CustomerData kycSharingCustomerData(SubmissionDatabase database) {
        return new CustomerData(
                new JdbcCustomerStore(database.dataSource(), database.prefix()),
                new CustomerEventStore(database.dataSource(), database.prefix()),
                new JdbcInformationStore(database.dataSource(), database.prefix()));
    }

    @Bean
    @ConditionalOnMissingBean
    Tracking kycSharingTracking(
            CustomerData customers,
            SubmissionDatabase database,
            DatabaseClock clock,
            KycTrackingProperties properties) {
        return new Tracking(
                customers.customers(),
                database.transactions(),
                clock,
                properties.requireRanges().policy());
    }

    @Bean
    KycSharingClientBuilderCustomizer kycSharingTrackingCustomizer(ObjectProvider<Tracking> tracking) {
        return (name, builder) -> {
            PlainShares shares = new PlainShares(tracking::getObject);
            builder.beforeSend(shares).observer(shares);
        };
    }

    @Bean
    @ConditionalOnMissingBean
    KycCustomers kycSharingCustomers(
            Entities entities, CustomerData customers, SubmissionDatabase database, DatabaseClock clock) {
        return new TrackedCustomers(entities, customers, database.transactions(), clock);
    }
}
