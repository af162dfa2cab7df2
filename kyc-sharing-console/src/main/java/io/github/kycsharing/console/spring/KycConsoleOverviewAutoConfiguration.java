package io.github.kycsharing.console.spring;

import io.github.kycsharing.console.internal.overview.BackfillPage;
import io.github.kycsharing.console.internal.overview.LanePage;
import io.github.kycsharing.console.internal.overview.LiveOverview;
import io.github.kycsharing.console.internal.overview.OverviewPage;
import io.github.kycsharing.console.internal.overview.OverviewReader;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.console.internal.web.Templates;
import io.github.kycsharing.submissions.KycActivity;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycLanes;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The overview, and what people do with lanes. */
@AutoConfiguration(after = KycConsoleWebAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE - 10)
@ConditionalOnBean({Pages.class, KycLanes.class, KycActivity.class})
public final class KycConsoleOverviewAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycConsoleOverviewAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    OverviewReader kycSharingConsoleOverviewReader(
            KycConsoleProperties properties,
            KycLanes lanes,
            KycActivity activity,
            ObjectProvider<KycBackfills> backfills,
            ObjectProvider<KycInformation> information) {
        return new OverviewReader(
                lanes,
                activity,
                Optional.ofNullable(backfills.getIfAvailable()),
                Optional.ofNullable(information.getIfAvailable()),
                properties.refreshInterval(),
                InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    LiveOverview kycSharingConsoleLiveOverview(
            KycConsoleProperties properties, OverviewReader reader, Templates templates) {
        return new LiveOverview(
                reader, templates, properties.refreshInterval(), properties.maxStreams(), LiveOverview.MAX_AGE);
    }

    @Bean
    @ConditionalOnMissingBean
    OverviewPage kycSharingConsoleOverview(OverviewReader reader, LiveOverview live, Pages pages) {
        return new OverviewPage(reader, live, pages);
    }

    @Bean
    @ConditionalOnMissingBean
    LanePage kycSharingConsoleLanes(KycLanes lanes, OverviewReader overview, Pages pages) {
        return new LanePage(lanes, overview, pages);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(KycBackfills.class)
    BackfillPage kycSharingConsoleBackfills(KycBackfills backfills, OverviewReader overview, Pages pages) {
        return new BackfillPage(backfills, overview, pages);
    }
}
