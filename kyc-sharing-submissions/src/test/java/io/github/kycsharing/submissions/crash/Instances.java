package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.test.KycExchangeSimulator;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Instances of one application. */
final class Instances {
    static final String KEY = "BROKERKEY";
    static final String SECRET = "s3cret";

    private Instances() {}

    static Map<String, String> properties(KycExchangeSimulator exchange, String url, String keyset) {
        Map<String, String> properties = new HashMap<>(Worker.QUICK);
        properties.put("kyc-sharing.base-url", exchange.baseUrl());
        properties.put("kyc-sharing.biz-entity-key", KEY);
        properties.put("kyc-sharing.secret", SECRET);
        properties.put("kyc-sharing.submissions.encryption.keyset", keyset);
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", "postgres");
        return properties;
    }

    /** An instance in this process that only stores. */
    static ConfigurableApplicationContext submitter(Map<String, String> properties) {
        Map<String, String> own = new HashMap<>(properties);
        own.put("kyc-sharing.submissions.delivery.enabled", "false");
        return inThisProcess(own);
    }

    static ConfigurableApplicationContext inThisProcess(Map<String, String> properties) {
        SpringApplication application = new SpringApplication(Worker.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(new HashMap<>(properties));
        return application.run();
    }

    static Map<String, String> with(Map<String, String> properties, String name, String value) {
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(name, value);
        return changed;
    }
}
