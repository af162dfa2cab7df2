package io.github.kycsharing.samples;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spring.KycSharingClients;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shares posted records. */
@RestController
class KycController {
    private final KycSharingClient exchange;
    private final KycSharingClients entities;

    KycController(KycSharingClient exchange, KycSharingClients entities) {
        this.exchange = exchange;
        this.entities = entities;
    }

    // Bytes and not a KycInfo: Spring's message on invalid JSON would quote the record.
    @PostMapping(path = "/kyc", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shared share(@RequestBody byte[] kycInfo) {
        return share(exchange, kycInfo);
    }

    /** Shares as the client of this name under {@code kyc-sharing.clients}. */
    @PostMapping(path = "/kyc/{client}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shared share(@PathVariable String client, @RequestBody byte[] kycInfo) {
        return share(entities.find(client).orElseThrow(() -> new UnknownClientException(entities.names())), kycInfo);
    }

    private static Shared share(KycSharingClient client, byte[] kycInfo) {
        ShareResult result = client.share(KycJson.readKycInfo(kycInfo));
        return new Shared(result.requestNo(), result.code().value(), "ACCEPTED");
    }

    /**
     * The response.
     *
     * @param requestNo the number to store, and to quote to the exchange's support
     * @param code the exchange's code
     * @param outcome accepted: the exchange imports the record afterwards
     */
    record Shared(String requestNo, String code, String outcome) {}

    /** There is no client of this name. */
    static final class UnknownClientException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownClientException(Set<String> names) {
            super("There is no such client; there are " + String.join(", ", names));
        }
    }
}
