package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.publication.PublicationLoop;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import io.github.kycsharing.submissions.internal.tracking.StatusPoll;
import io.github.kycsharing.submissions.internal.tracking.StoredWakeUps;
import io.github.kycsharing.submissions.internal.tracking.TrackingObserver;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Queries the statuses of tracked customers. */
@AutoConfiguration(after = KycCustomerTrackingAutoConfiguration.class)
@ConditionalOnBean(SubmissionDatabase.class)
@ImportRuntimeHints(KycStatusPollAutoConfiguration.Contents.class)
public final class KycStatusPollAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycStatusPollAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CustomerEvents kycSharingCustomerEvents(RecordCipher cipher, Entities entities) {
        return new CustomerEvents(cipher, entities);
    }

    @Bean
    StatusPoll kycSharingStatusPoll(
            Entities entities,
            CustomerData customers,
            CustomerEvents contents,
            RecordCipher cipher,
            SubmissionDatabase database,
            DatabaseClock clock,
            KycTrackingProperties properties,
            RequestPermits permits,
            ObjectProvider<PublicationLoop> publication,
            ObjectProvider<TrackingObserver> observer,
            ObjectProvider<Steps> steps) {
        return new StatusPoll(
                entities,
                customers.customers(),
                customers.events(),
                contents,
                cipher,
                database.transactions(),
                clock,
                properties.policy(),
                () -> publication.ifAvailable(PublicationLoop::wake),
                observer.getIfAvailable(() -> TrackingObserver.NONE),
                permits,
                steps.getIfAvailable(() -> Steps.NONE));
    }

    @Bean
    @ConditionalOnMissingBean
    WakeUps kycSharingWakeUps(
            CustomerData customers,
            SubmissionEngine engine,
            SubmissionDatabase database,
            DatabaseClock clock,
            ObjectProvider<TrackingObserver> observer) {
        return new StoredWakeUps(
                customers,
                engine,
                database.transactions(),
                clock,
                observer.getIfAvailable(() -> TrackingObserver.NONE));
    }

    /** What events contain is read by reflection, as are the files of a request for information. */
    static final class Contents implements RuntimeHintsRegistrar {
        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            BindingReflectionHintsRegistrar registrar = new BindingReflectionHintsRegistrar();
            registrar.registerReflectionHints(hints.reflection(), CustomerEvents.CONTENTS.toArray(Class<?>[]::new));
            registrar.registerReflectionHints(hints.reflection(), InformationFiles.class);
        }
    }
}
