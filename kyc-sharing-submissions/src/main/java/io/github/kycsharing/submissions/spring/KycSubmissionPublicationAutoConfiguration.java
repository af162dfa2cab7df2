package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.publication.CustomerOutbox;
import io.github.kycsharing.submissions.internal.publication.EventPublication;
import io.github.kycsharing.submissions.internal.publication.PublicationLoop;
import io.github.kycsharing.submissions.internal.publication.PublicationOptions;
import io.github.kycsharing.submissions.internal.publication.SubmissionOutbox;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Publishes the events of submissions to the application's listeners. */
@AutoConfiguration(after = KycSubmissionStoreAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.submissions.delivery.enabled", matchIfMissing = true)
public final class KycSubmissionPublicationAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionPublicationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    PublicationLoop kycSharingPublication(
            EventStore events,
            SubmissionStore submissions,
            CustomerData customerData,
            CustomerEvents customerEvents,
            RecordCipher cipher,
            Entities entities,
            ApplicationEventPublisher publisher,
            SubmissionDatabase database,
            DatabaseClock clock,
            KycSubmissionsProperties properties) {
        PublicationOptions options = properties.publicationOptions();
        List<EventPublication> publications = Stream.of(
                        new SubmissionOutbox(events, submissions, cipher, entities::clientName),
                        new CustomerOutbox(customerData.events(), customerEvents))
                .map(outbox -> new EventPublication(outbox, publisher, database.transactions(), clock, options))
                .toList();
        return new PublicationLoop(publications, options);
    }
}
