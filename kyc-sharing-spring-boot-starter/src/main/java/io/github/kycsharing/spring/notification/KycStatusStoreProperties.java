package io.github.kycsharing.spring.notification;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where is remembered whose status is awaited, and which one the application was told.
 *
 * @param type Kind of store for the tracked customers: jdbc in the application's database, memory in this process only. Jdbc
 *     unless set, if there is a data source.
 * @param initializeSchema Mode for creating the tables of the store at start-up: embedded for an embedded database only, always, or
 *     never.
 */
@ConfigurationProperties("kyc-sharing.status-store")
record KycStatusStoreProperties(
        @Nullable StoreType type, @DefaultValue("embedded") SchemaInitialization initializeSchema) {
    enum StoreType {
        JDBC,
        MEMORY
    }

    /** As Spring Boot's mode, which an application without a database does not have. */
    enum SchemaInitialization {
        EMBEDDED,
        ALWAYS,
        NEVER
    }
}
