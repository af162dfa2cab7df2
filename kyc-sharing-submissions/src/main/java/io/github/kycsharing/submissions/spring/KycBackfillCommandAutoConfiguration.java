package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.KycBackfills;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Runs a back-fill instead of serving, if {@code kyc-sharing.backfill.name} or another of its options is set. */
@AutoConfiguration(after = KycBackfillAutoConfiguration.class)
@Conditional(BackfillCommandCondition.class)
public final class KycBackfillCommandAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycBackfillCommandAutoConfiguration() {}

    @Bean
    BackfillCommandRunner kycSharingBackfillCommand(
            ConfigurableApplicationContext context,
            ObjectProvider<KycBackfills> backfills,
            ObjectProvider<KycSharingClient> clients) {
        return new BackfillCommandRunner(context, backfills, new ClientEntities(clients));
    }
}
