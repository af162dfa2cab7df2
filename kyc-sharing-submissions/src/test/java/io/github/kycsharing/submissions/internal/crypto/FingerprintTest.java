package io.github.kycsharing.submissions.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.submissions.TestRecords;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String KEYSET = Keysets.generate();
    private static final KycInfo RECORD = TestRecords.standard("C-1");

    private final TinkRecordCipher cipher = new TinkRecordCipher(KEYSET);
    private final Fingerprint fingerprint = of(RECORD);

    private Fingerprint of(KycInfo record) {
        return cipher.fingerprint("ENTITY", ShareKycRequest.of(record));
    }

    @Test
    void isTheSameForTheSameContent() {
        assertThat(of(TestRecords.standard("C-1"))).isEqualTo(fingerprint);
        assertThat(new TinkRecordCipher(KEYSET).fingerprint("ENTITY", ShareKycRequest.of(RECORD)))
                .isEqualTo(fingerprint);
        assertThat(fingerprint.value()).hasSize(64).matches("[0-9a-f]+");
    }

    @Test
    void ignoresRequestNoNotifyUrlAndTheKeyInTheRecord() {
        KycInfo completed = user(RECORD)
                .apply(user -> user.notifyUrl("https://broker.example/n").bizEntityKey("ENTITY"));

        assertThat(of(completed)).isEqualTo(fingerprint);
        assertThat(cipher.fingerprint("ENTITY", new ShareKycRequest("ENTITY", "R-7", completed)))
                .isEqualTo(fingerprint);
    }

    @Test
    void ignoresQueriesOfAllDocumentUrls() {
        IdentityInfo identity = Objects.requireNonNull(RECORD.identityInfo());
        KycInfo presigned = RECORD.toBuilder()
                .identityInfo(identity.toBuilder()
                        .frontFileUrl(identity.frontFileUrl() + "?signature=1&x=?")
                        .backFileUrl(identity.backFileUrl() + "?signature=2")
                        .faceFileUrl(identity.faceFileUrl() + "?")
                        .build())
                .build();

        assertThat(of(presigned)).isEqualTo(fingerprint);
        assertThat(Arrays.stream(IdentityInfo.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> name.endsWith("Url")))
                .containsExactlyInAnyOrder("frontFileUrl", "backFileUrl", "faceFileUrl");
    }

    @Test
    void differsForOtherContentEntityOrKey() {
        IdentityInfo identity = Objects.requireNonNull(RECORD.identityInfo());
        Set<String> values = new HashSet<>(List.of(fingerprint.value()));

        assertThat(values.add(
                        cipher.fingerprint("OTHER", ShareKycRequest.of(RECORD)).value()))
                .isTrue();
        assertThat(values.add(of(TestRecords.standard("C-2")).value())).isTrue();
        assertThat(values.add(of(user(RECORD).apply(user -> user.extra("more"))).value()))
                .isTrue();
        assertThat(values.add(of(RECORD.toBuilder()
                                .identityInfo(identity.toBuilder()
                                        .frontFileUrl("https://broker.example/other.jpg")
                                        .build())
                                .build())
                        .value()))
                .isTrue();
        assertThat(values.add(new TinkRecordCipher(Keysets.generate())
                        .fingerprint("ENTITY", ShareKycRequest.of(RECORD))
                        .value()))
                .isTrue();
    }

    @Test
    void oldKeysStillGiveTheOldFingerprint() {
        TinkRecordCipher rotated = new TinkRecordCipher(Keysets.promote(Keysets.add(KEYSET)));

        List<Fingerprint> fingerprints = rotated.fingerprints("ENTITY", ShareKycRequest.of(RECORD));

        assertThat(fingerprints).hasSize(2);
        assertThat(fingerprints.get(0)).isEqualTo(rotated.fingerprint("ENTITY", ShareKycRequest.of(RECORD)));
        assertThat(fingerprints.get(1)).isEqualTo(fingerprint);
    }

    /** A changed order of the fields, as another version of the library may have, changes no fingerprint. */
    @Test
    void contentIsSortedByFieldName() {
        String content =
                new String(CanonicalContent.of("ENTITY", ShareKycRequest.of("R-1", RECORD)), StandardCharsets.UTF_8);

        assertThat(content)
                .startsWith("{\"bizEntityKey\":\"ENTITY\",\"kycInfo\":{\"basicInfo\":{")
                .doesNotContain("R-1", "notifyUrl");
        assertThat(content.indexOf("\"lastName\"")).isGreaterThan(content.indexOf("\"firstName\""));
        assertThat(content.indexOf("\"identityInfo\"")).isLessThan(content.indexOf("\"userInfo\""));
    }

    @Test
    void emptyRequestHasOne() {
        assertThat(cipher.fingerprint(
                                "ENTITY", ShareKycRequest.of(KycInfo.builder().build()))
                        .value())
                .isNotEqualTo(fingerprint.value());
        assertThat(cipher.fingerprint("ENTITY", ShareKycRequest.builder().build())
                        .value())
                .hasSize(64);
    }

    private static Function<UnaryOperator<UserInfo.Builder>, KycInfo> user(KycInfo record) {
        return change -> record.toBuilder()
                .userInfo(change.apply(Objects.requireNonNull(record.userInfo()).toBuilder())
                        .build())
                .build();
    }
}
