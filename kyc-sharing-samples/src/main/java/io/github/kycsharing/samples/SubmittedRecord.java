package io.github.kycsharing.samples;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.ShareKycRequest;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a posted record. A {@code requestNo} beside its sections is optional. The whole request of the specification, with the record
 * in {@code kycInfo}, is read too.
 */
final class SubmittedRecord {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SubmittedRecord() {}

    static ShareKycRequest read(byte[] json) {
        Optional<ObjectNode> object = object(json);
        if (object.filter(node -> node.has("kycInfo")).isPresent()) {
            return KycJson.readRequest(json);
        }
        if (object.filter(node -> node.path("requestNo").isString()).isEmpty()) {
            return ShareKycRequest.of(KycJson.readKycInfo(json));
        }
        JsonNode requestNo = object.get().remove("requestNo");
        return ShareKycRequest.of(requestNo.stringValue(), KycJson.readKycInfo(JSON.writeValueAsBytes(object.get())));
    }

    /** The posted object; empty if it is none, which the library reports without quoting it. */
    private static Optional<ObjectNode> object(byte[] json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
