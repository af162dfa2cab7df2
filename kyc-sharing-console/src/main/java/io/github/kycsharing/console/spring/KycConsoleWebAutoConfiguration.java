package io.github.kycsharing.console.spring;

import io.github.kycsharing.console.internal.access.ConsoleAccess;
import io.github.kycsharing.console.internal.web.Assets;
import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.console.internal.web.SecurityHeaders;
import io.github.kycsharing.console.internal.web.Templates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Renders the pages of the console. */
@AutoConfiguration(after = KycConsoleDevelopmentAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE - 10)
@ConditionalOnBean(ConsoleAccess.class)
public final class KycConsoleWebAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycConsoleWebAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Assets kycSharingConsoleAssets() {
        return new Assets();
    }

    @Bean
    @ConditionalOnMissingBean
    Templates kycSharingConsoleTemplates() {
        return new Templates();
    }

    @Bean
    @ConditionalOnMissingBean
    Pages kycSharingConsolePages(
            KycConsoleProperties properties,
            Templates templates,
            Assets assets,
            ConsoleAccess access,
            ObjectProvider<ConsolePage> pages) {
        return new Pages(properties.path(), templates, assets, access, pages::stream);
    }

    @Bean
    MappedInterceptor kycSharingConsoleHeaders(KycConsoleProperties properties) {
        return new MappedInterceptor(
                new String[] {properties.path(), properties.path() + "/**"}, new SecurityHeaders());
    }
}
