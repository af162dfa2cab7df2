package io.github.kycsharing.samples;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.delivery.ShareResult;
import io.github.kycsharing.delivery.Verdict;
import io.github.kycsharing.json.KycJson;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shares the record that is posted. */
@RestController
class KycController {
    private final KycSharingClient exchange;

    KycController(KycSharingClient exchange) {
        this.exchange = exchange;
    }

    // The bytes, and not a KycInfo: Spring's own message on JSON that does not fit would quote the record.
    @PostMapping(path = "/kyc", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shared share(@RequestBody byte[] kycInfo) {
        ShareResult result = exchange.share(KycJson.readKycInfo(kycInfo));
        return new Shared(result.requestNo(), result.code().value(), result.verdict());
    }

    /**
     * The answer.
     *
     * @param requestNo to be kept, and quoted to the exchange's support
     * @param code the exchange's code
     * @param verdict accepted, or only known to be received
     */
    record Shared(String requestNo, String code, Verdict verdict) {}
}
