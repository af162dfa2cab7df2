package io.github.kycsharing.console.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.console.internal.desk.DeskPage;
import io.github.kycsharing.console.internal.desk.InformationRequestPage;
import io.github.kycsharing.console.internal.desk.SearchPage;
import io.github.kycsharing.console.internal.desk.SubmissionDetailPage;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
            KycConsoleProperties properties,
            KycSubmissions submissions,
            ObjectProvider<KycSharingClient> clients,
            ObjectProvider<KycInformation> information,
            Pages pages) {
        return new DeskPage(
                submissions,
                names(clients),
                Optional.ofNullable(information.getIfAvailable()),
                properties.maxExportedRows(),
                pages,
                InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    SubmissionDetailPage kycSharingConsoleSubmission(KycSubmissions submissions, Pages pages) {
        return new SubmissionDetailPage(submissions, pages, InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    SearchPage kycSharingConsoleSearch(
            KycSubmissions submissions, ObjectProvider<KycSharingClient> clients, Pages pages) {
        return new SearchPage(submissions, names(clients), pages, InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(KycInformation.class)
    InformationRequestPage kycSharingConsoleRequest(KycInformation information, Pages pages) {
        return new InformationRequestPage(information, pages, InstantSource.system());
    }

    /** The clients that submissions can have: a fake without an access entity has none. */
    private static Supplier<List<String>> names(ObjectProvider<KycSharingClient> clients) {
        return () -> clients.orderedStream()
                .filter(KycConsoleDeskAutoConfiguration::hasEntity)
                .map(KycSharingClient::name)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean hasEntity(KycSharingClient client) {
        try {
            return !client.bizEntityKey().isEmpty();
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
