package io.github.kycsharing.console.spring;

import io.github.kycsharing.console.internal.access.ConsoleAccess;
import io.github.kycsharing.submissions.KycSubmissions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Reads the properties of the console, and fails the start if it cannot be served. */
@AutoConfiguration
@OnConsole
@EnableConfigurationProperties(KycConsoleProperties.class)
public final class KycConsoleAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycConsoleAutoConfiguration() {}

    @Bean
    ConsoleSetupCheck kycSharingConsoleSetupCheck(
            KycConsoleProperties properties,
            ApplicationContext context,
            ObjectProvider<KycSubmissions> submissions,
            ObjectProvider<ConsoleAccess> access) {
        return new ConsoleSetupCheck(properties, context, submissions, access);
    }
}
