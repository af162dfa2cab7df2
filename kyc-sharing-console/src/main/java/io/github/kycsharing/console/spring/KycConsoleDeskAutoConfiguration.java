package io.github.kycsharing.console.spring;

import io.github.kycsharing.console.internal.desk.DeskPage;
import io.github.kycsharing.console.internal.desk.InformationRequestPage;
import io.github.kycsharing.console.internal.desk.SearchPage;
import io.github.kycsharing.console.internal.desk.SubmissionDetailPage;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissions;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The desk, the search, and what people do with submissions and requests for information. */
@AutoConfiguration(after = KycConsoleWebAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE - 10)
@ConditionalOnBean({Pages.class, KycSubmissions.class, KycLanes.class})
public final class KycConsoleDeskAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycConsoleDeskAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    DeskPage kycSharingConsoleDesk(
            KycSubmissions submissions, KycLanes lanes, ObjectProvider<KycInformation> information, Pages pages) {
        return new DeskPage(
                submissions, lanes, Optional.ofNullable(information.getIfAvailable()), pages, InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    SubmissionDetailPage kycSharingConsoleSubmission(KycSubmissions submissions, Pages pages) {
        return new SubmissionDetailPage(submissions, pages, InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    SearchPage kycSharingConsoleSearch(KycSubmissions submissions, KycLanes lanes, Pages pages) {
        return new SearchPage(submissions, lanes, pages, InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(KycInformation.class)
    InformationRequestPage kycSharingConsoleRequest(KycInformation information, Pages pages) {
        return new InformationRequestPage(information, pages, InstantSource.system());
    }
}
