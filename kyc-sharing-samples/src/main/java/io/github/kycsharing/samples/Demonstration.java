package io.github.kycsharing.samples;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest;
import java.io.PrintStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;

/**
 * Demonstrates on the console how both kinds of broker share a record and are notified of its status, and how an invalid record is
 * reported.
 */
@Order(0)
class Demonstration implements ApplicationRunner {
    private final KycSharingClient standard;
    private final KycSharingClient kz;
    private final KycExchangeSimulator exchange;
    private final PrintStream console = System.out;

    Demonstration(KycSharingClient standard, KycSharingClient kz, KycExchangeSimulator exchange) {
        this.standard = standard;
        this.kz = kz;
        this.exchange = exchange;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        console.println();
        share(
                "A standard broker shares the specification's example, with equal names",
                standard,
                ExampleRecords.standard());
        share("A KZ entity broker shares terms and questionnaire", kz, ExampleRecords.kz());
        refuse("The specification's standard example is invalid and is not sent", ExampleRecords.standardAsWritten());
        console.println("The simulated exchange listens on " + exchange.baseUrl()
                + ". POST /kyc, /kyc/kz, /kyc/submissions and /kyc/kz/submissions accept records. Set kyc-sharing.base-url to call"
                + " another exchange.");
        console.println();
    }

    private void share(String title, KycSharingClient client, KycInfo record) {
        ShareResult result = client.share(record);
        ReceivedRequest received =
                exchange.journal().ofRequestNo(result.requestNo()).get(0);
        console.println("--- " + title);
        console.println("sent       " + record);
        console.println("signature  X-SHA2-Signature: " + received.signature().orElse("none") + " over "
                + received.bodySize() + " bytes, " + (received.signatureValid() ? "verified" : "NOT verified")
                + " by the exchange");
        console.println("response     " + result.code() + ", outcome ACCEPTED, requestNo " + result.requestNo());
        decide(received);
        console.println();
    }

    /** Passes the customer at the exchange, which notifies the application. A poll confirms it, and {@link StatusListener} prints it. */
    private void decide(ReceivedRequest received) {
        exchange.status(received.bizEntityKey(), received.entityCustomerId()).set(ExchangeStatus.PASS);
    }

    private void refuse(String title, KycInfo record) {
        console.println("--- " + title);
        try {
            standard.share(record);
        } catch (KycValidationException e) {
            e.violations().forEach(violation -> console.println("violation  " + violation));
        }
        console.println();
    }
}
