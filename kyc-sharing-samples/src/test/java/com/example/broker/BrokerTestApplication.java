package com.example.broker;

import io.github.kycsharing.KycSharingClient;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A minimal application for the tests. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BrokerTestApplication {
    @Bean
    OnboardingService onboardingService(KycSharingClient exchange) {
        return new OnboardingService(exchange);
    }
}
