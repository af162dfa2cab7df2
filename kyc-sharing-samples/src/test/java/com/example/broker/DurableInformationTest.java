package com.example.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycInformationRequested;
import io.github.kycsharing.submissions.KycInformationResult;
import io.github.kycsharing.submissions.StoredInformationRequest;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** The samples of docs/information-requests.md about durable submissions. */
class DurableInformationTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "my-secret"));

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();
    private ConfigurableApplicationContext broker;
    private KycInformation information;

    @BeforeEach
    void start() {
        broker = new SpringApplicationBuilder(Broker.class)
                .run(
                        "--spring.config.name=none", // not the configuration of the sample application
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                        "--kyc-sharing.base-url=" + exchange.baseUrl(),
                        "--kyc-sharing.biz-entity-key=BROKERKEY",
                        "--kyc-sharing.secret=my-secret",
                        "--kyc-sharing.broker-type=standard",
                        "--kyc-sharing.notify-url=.",
                        "--kyc-sharing.information-requests.interval=500ms",
                        "--kyc-sharing.information-requests.initial-backoff=100ms");
        information = broker.getBean(KycInformation.class);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private void awaitState(RfiRecord raised, InformationFilesState state) {
        await().untilAsserted(() -> assertThat(information.find("default", raised.recordId()))
                .map(StoredInformationRequest::files)
                .contains(state));
    }

    @Test
    void submitsTheFilesOfARequestAndReceivesTheirResult() {
        RfiRecord raised = exchange.raiseRfi("4711", RfiRequest.of("PASSPORT"));

        awaitState(raised, InformationFilesState.SUCCEEDED);

        await().untilAsserted(() ->
                assertThat(broker.getBean(InformationListeners.class).processed).containsExactly(raised.recordId()));
        assertThat(raised.submissions()).hasSize(1);
    }

    @Test
    void listsRequestsWhoseFilesNeedAPerson() {
        exchange.faults().forCall(Call.RFI_SUBMISSION).next(Fault.code("10040106"));
        RfiRecord raised = exchange.raiseRfi("4712", RfiRequest.of("PASSPORT"));
        awaitState(raised, InformationFilesState.REJECTED);

        // tag::person[]
        List<StoredInformationRequest> rejected = information.open("default").stream()
                .filter(request -> request.files() == InformationFilesState.REJECTED)
                .toList();
        // end::person[]
        assertThat(rejected).singleElement().satisfies(request -> {
            assertThat(request.recordId()).isEqualTo(raised.recordId());
            assertThat(request.code()).contains("10040106");
        });
    }

    /** The broker's store of documents. */
    interface Documents {
        String url(String entityCustomerId, String fileType);
    }

    /** The broker's listeners. */
    static final class InformationListeners {
        private final KycInformation information;
        private final Documents documents;
        final List<String> processed = new CopyOnWriteArrayList<>();

        InformationListeners(KycInformation information, Documents documents) {
            this.information = information;
            this.documents = documents;
        }

        // tag::requested[]
        @EventListener
        void on(KycInformationRequested event) {
            String customer = event.request().entityCustomerId().orElseThrow();
            List<InformationFiles> files = event.request().fileTypes().stream()
                    .map(type -> InformationFiles.of(type, documents.url(customer, type)))
                    .toList();
            information.submit( // committed together with the event
                    event.client().orElseThrow(),
                    event.request().recordId().orElseThrow(),
                    files,
                    new Intervention("onboarding", "Documents of the customer"));
        }
        // end::requested[]

        // tag::result[]
        @EventListener
        void on(KycInformationResult event) {
            switch (event.state()) {
                case SUCCEEDED -> close(event.recordId());
                case FAILED -> requireOtherFiles(event.entityCustomerId(), event.failReason());
                default -> requirePerson(event.recordId(), event.code()); // REJECTED, UNCERTAIN, UNCONFIRMED
            }
        }
        // end::result[]

        private void close(String recordId) {
            processed.add(recordId);
        }

        private void requireOtherFiles(String customer, Optional<String> reason) {
            processed.add("other files for " + customer + reason.orElse(""));
        }

        private void requirePerson(String recordId, Optional<String> code) {
            processed.add("person for " + recordId + code.orElse(""));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {
        @Bean
        InformationListeners informationListeners(KycInformation information) {
            return new InformationListeners(
                    information,
                    (customer, type) -> "https://files.broker.example.com/" + customer + "/" + type + ".pdf");
        }
    }
}
