package io.github.kycsharing.console.spring;

import io.github.kycsharing.console.internal.access.ConsoleAccess;
import io.github.kycsharing.console.internal.web.Assets;
import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.ConsoleRoutes;
import io.github.kycsharing.console.internal.web.Pages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves the pages of the console. */
@AutoConfiguration(after = KycConsoleOverviewAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE - 10)
@ConditionalOnBean(Pages.class)
public final class KycConsoleRoutesAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycConsoleRoutesAutoConfiguration() {}

    @Bean
    RouterFunction<ServerResponse> kycSharingConsoleRoutes(
            KycConsoleProperties properties,
            Pages pages,
            Assets assets,
            ConsoleAccess access,
            ObjectProvider<ConsolePage> all) {
        return new ConsoleRoutes(properties.path(), pages, assets, access).of(all.stream());
    }
}
