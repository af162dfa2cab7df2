package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher.Purpose;
import io.github.kycsharing.submissions.internal.store.InformationRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The encrypted parts of a row. */
final class InformationContent {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int MAX_CONTENT = 65_536;

    private final RecordCipher cipher;

    InformationContent(RecordCipher cipher) {
        this.cipher = cipher;
    }

    /** The bytes of a request; empty if they are too many, or no text can represent them. */
    static Optional<byte[]> bytes(InformationRequest request) {
        try {
            return Optional.of(JSON.writeValueAsBytes(request.fields())).filter(bytes -> bytes.length <= MAX_CONTENT);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static InformationRequest request(byte[] bytes) {
        try {
            return new InformationRequest(JSON.readValue(bytes, new TypeReference<Map<String, Object>>() {}));
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    /** Jackson's message quotes the bytes, so it is not the cause. */
    private static IllegalStateException unreadable() {
        return new IllegalStateException("The stored bytes of a request for information cannot be read");
    }

    Ciphertext encrypt(byte[] bytes, InformationRow row) {
        return cipher.encrypt(bytes, place(row, Purpose.INFORMATION));
    }

    Ciphertext encrypt(List<InformationFiles> files, InformationRow row) {
        return cipher.encrypt(JSON.writeValueAsBytes(files), place(row, Purpose.FILES));
    }

    @Nullable
    Ciphertext encrypt(@Nullable String text, InformationRow row, Purpose purpose) {
        return text == null ? null : cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), place(row, purpose));
    }

    List<InformationFiles> files(InformationRow row) {
        if (row.files() == null) {
            throw new IllegalStateException("The stored files are missing");
        }
        byte[] bytes = cipher.decrypt(row.files(), place(row, Purpose.FILES));
        try {
            return JSON.readValue(bytes, new TypeReference<List<InformationFiles>>() {});
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    /** The request; without the content if this instance lacks the key. */
    InformationRequest request(InformationRow row) {
        return decrypted(row.content(), row, Purpose.INFORMATION)
                .map(InformationContent::request)
                .orElseGet(() -> new InformationRequest(Map.of(
                        "recordId", row.recordId(),
                        "entityCustomerId", row.entityCustomerId(),
                        "status", row.status())));
    }

    /** The reason of a failure, if this instance has the key. */
    Optional<String> failReason(InformationRow row) {
        return decrypted(row.failReason(), row, Purpose.FAIL_REASON)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> decrypted(@Nullable Ciphertext ciphertext, InformationRow row, Purpose purpose) {
        return Optional.ofNullable(ciphertext)
                .filter(present -> cipher.hasKey(present.keyId()))
                .map(present -> cipher.decrypt(present, place(row, purpose)));
    }

    private static RecordCipher.Place place(InformationRow row, Purpose purpose) {
        return new RecordCipher.Place(row.id(), row.bizEntityKey(), row.recordId(), purpose);
    }
}
