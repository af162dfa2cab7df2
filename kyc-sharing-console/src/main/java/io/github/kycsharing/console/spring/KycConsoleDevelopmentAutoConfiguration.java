package io.github.kycsharing.console.spring;

import io.github.kycsharing.console.internal.access.ConsoleAccess;
import io.github.kycsharing.console.internal.access.LoopbackAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Opens the console to this machine, if the application has no Spring Security and says that it is a developer's. */
@AutoConfiguration(after = KycConsoleSecurityAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE - 10)
@OnConsole
@ConditionalOnBooleanProperty("kyc-sharing.console.without-security")
@ConditionalOnClass(name = "jakarta.servlet.http.HttpServletRequest")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class KycConsoleDevelopmentAutoConfiguration {
    private static final Logger log = LoggerFactory.getLogger(KycConsoleDevelopmentAutoConfiguration.class);

    /** Creates the auto-configuration. */
    public KycConsoleDevelopmentAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ConsoleAccess kycSharingConsoleLoopbackAccess(KycConsoleProperties properties) {
        log.warn(
                "The console at {} has no login: everyone on this machine may act. Use it for development only, and add Spring"
                        + " Security in production.",
                properties.path());
        return new LoopbackAccess();
    }
}
