package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.internal.command.ActionHistory;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.information.InformationPolicy;
import io.github.kycsharing.submissions.internal.information.InformationPoll;
import io.github.kycsharing.submissions.internal.information.StoredInformation;
import io.github.kycsharing.submissions.internal.publication.PublicationLoop;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Polls requests for information, and submits files for them. */
@AutoConfiguration(after = {KycStatusPollAutoConfiguration.class, KycSubmissionDeliveryAutoConfiguration.class})
@ConditionalOnBean(SubmissionDatabase.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.information-requests.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KycInformationRequestProperties.class)
public final class KycInformationRequestsAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycInformationRequestsAutoConfiguration() {}

    @Bean
    InformationPolicy kycSharingInformationPolicy(
            KycInformationRequestProperties properties, KycSubmissionsProperties submissions) {
        return properties.policy(submissions.delivery().claim());
    }

    @Bean
    InformationPoll kycSharingInformationPoll(
            Entities entities,
            CustomerData data,
            CustomerEvents contents,
            LaneStore lanes,
            RecordCipher cipher,
            SubmissionDatabase database,
            DatabaseClock clock,
            InformationPolicy policy,
            RequestPermits permits,
            ObjectProvider<PublicationLoop> publication,
            ObjectProvider<Steps> steps) {
        return new InformationPoll(
                entities,
                data,
                contents,
                lanes,
                cipher,
                database.transactions(),
                clock,
                policy,
                () -> publication.ifAvailable(PublicationLoop::wake),
                permits,
                steps.getIfAvailable(() -> Steps.NONE));
    }

    @Bean
    @ConditionalOnMissingBean
    KycInformation kycSharingInformation(
            Entities entities,
            CustomerData data,
            RecordCipher cipher,
            InformationPolicy policy,
            SubmissionStore submissions,
            SubmissionEngine engine,
            SubmissionDatabase database,
            DatabaseClock clock) {
        return new StoredInformation(
                entities,
                data.informationRequests(),
                cipher,
                policy,
                database.transactions(),
                database.dataSource(),
                clock,
                new ActionHistory(submissions, cipher, clock),
                entity -> engine.wakePollInBackground(InformationPoll.NAME, entity, 0));
    }
}
