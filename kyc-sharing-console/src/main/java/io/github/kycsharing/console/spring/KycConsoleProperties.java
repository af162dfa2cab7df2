package io.github.kycsharing.console.spring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The console: pages for people who watch submissions and decide about them.
 *
 * @param enabled Whether this application serves the console.
 * @param path Path of the console, below the application's context path. No other handler may use it.
 * @param viewerRole Role of a user who may read, without the prefix ROLE_.
 * @param operatorRole Role of a user who may also act, without the prefix ROLE_.
 * @param withoutSecurity Whether an application without Spring Security serves the console to everyone on its own machine, who may
 *     then act. For the machine of a developer only.
 * @param refreshInterval Interval at which open pages show changes, and in which the database is read once for all. 1s to 1m.
 * @param maxExportedRows Maximum number of rows of a CSV file. 1 to 1,000,000.
 * @param maxStreams Maximum number of open pages of this instance that show changes; on further ones, a reload does. 1 to 10,000.
 */
@ConfigurationProperties("kyc-sharing.console")
record KycConsoleProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/kyc-console") String path,
        @DefaultValue("KYC_VIEWER") String viewerRole,
        @DefaultValue("KYC_OPERATOR") String operatorRole,
        @DefaultValue("false") boolean withoutSecurity,
        @DefaultValue("3s") Duration refreshInterval,
        @DefaultValue("100000") int maxExportedRows,
        @DefaultValue("100") int maxStreams) {}
