package io.github.kycsharing.test;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Resets the exchange of a Spring test before each test. Registered in spring.factories. */
final class KycExchangeResetListener implements TestExecutionListener {
    @Override
    public void beforeTestMethod(TestContext test) {
        if (test.hasApplicationContext()) {
            ApplicationContext context = test.getApplicationContext();
            context.getBeanProvider(KycExchangeSimulator.class, false).stream().forEach(KycExchangeSimulator::reset);
        }
    }
}
