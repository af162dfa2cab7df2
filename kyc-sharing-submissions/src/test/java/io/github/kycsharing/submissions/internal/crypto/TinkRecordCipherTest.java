package io.github.kycsharing.submissions.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher.Place;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TinkRecordCipherTest {
    private static final String KEYSET = Keysets.generate();
    private static final byte[] TEXT = "a record of a customer".getBytes(StandardCharsets.UTF_8);
    private static final UUID ID = new UUID(1, 2);
    private static final Place PLACE = new Place(ID, "ENTITY", "R-1", Purpose.BODY);

    private final TinkRecordCipher cipher = new TinkRecordCipher(KEYSET);

    @Test
    void decryptsWhatItEncrypted() {
        Ciphertext ciphertext = cipher.encrypt(TEXT, PLACE);

        assertThat(cipher.decrypt(ciphertext, PLACE)).isEqualTo(TEXT);
        assertThat(new TinkRecordCipher(KEYSET).decrypt(ciphertext, PLACE)).isEqualTo(TEXT);
        assertThat(new String(ciphertext.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("record");
        assertThat(cipher.encrypt(TEXT, PLACE).bytes()).isNotEqualTo(ciphertext.bytes());
        assertThat(cipher.hasKey(ciphertext.keyId())).isTrue();
    }

    static List<Place> otherPlaces() {
        return List.of(
                new Place(new UUID(1, 3), "ENTITY", "R-1", Purpose.BODY),
                new Place(ID, "OTHER", "R-1", Purpose.BODY),
                new Place(ID, "ENTITY", "R-2", Purpose.BODY),
                new Place(ID, "ENTITYR", "-1", Purpose.BODY),
                new Place(ID, "ENTIT", "YR-1", Purpose.BODY),
                new Place(ID, "", "ENTITYR-1", Purpose.BODY),
                new Place(ID, "ENTITY", "R-1", Purpose.NOTE));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void refusesTheCiphertextOfAnotherPlace(Place other) {
        Ciphertext ciphertext = cipher.encrypt(TEXT, PLACE);

        assertThatThrownBy(() -> cipher.decrypt(ciphertext, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The stored bytes are not those of the submission " + other.id())
                .hasNoCause();
    }

    @Test
    void refusesEveryChangedByte() {
        Ciphertext ciphertext = cipher.encrypt(TEXT, PLACE);
        for (int i = 0; i < ciphertext.bytes().length; i++) {
            byte[] changed = ciphertext.bytes().clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher.decrypt(new Ciphertext(ciphertext.keyId(), changed), PLACE))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasNoCause();
        }
        assertThatThrownBy(() -> cipher.decrypt(new Ciphertext(ciphertext.keyId(), new byte[0]), PLACE))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasNoCause();
    }

    @Test
    void refusesTheIdOfAnotherKeyOfTheKeyset() {
        String rotated = Keysets.promote(Keysets.add(KEYSET));
        Ciphertext old = cipher.encrypt(TEXT, PLACE);
        TinkRecordCipher newer = new TinkRecordCipher(rotated);
        long newId = newer.encrypt(TEXT, PLACE).keyId();

        assertThatThrownBy(() -> newer.decrypt(new Ciphertext(newId, old.bytes()), PLACE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rotationEncryptsWithTheNewKeyAndDecryptsWithBoth() {
        Ciphertext old = cipher.encrypt(TEXT, PLACE);
        TinkRecordCipher added = new TinkRecordCipher(Keysets.add(KEYSET));
        String rotatedKeyset = Keysets.promote(Keysets.add(KEYSET));
        TinkRecordCipher rotated = new TinkRecordCipher(rotatedKeyset);
        Ciphertext recent = rotated.encrypt(TEXT, PLACE);

        assertThat(added.encrypt(TEXT, PLACE).keyId()).isEqualTo(old.keyId());
        assertThat(recent.keyId()).isNotEqualTo(old.keyId());
        assertThat(rotated.decrypt(old, PLACE)).isEqualTo(TEXT);
        assertThat(rotated.decrypt(recent, PLACE)).isEqualTo(TEXT);
        assertThat(cipher.hasKey(recent.keyId())).isFalse();
        assertThatThrownBy(() -> cipher.decrypt(recent, PLACE))
                .isInstanceOf(UnknownKeyException.class)
                .hasMessage("The keyset has no key of the id " + recent.keyId());
        TinkRecordCipher removed = new TinkRecordCipher(Keysets.remove(rotatedKeyset, old.keyId()));
        assertThat(removed.decrypt(recent, PLACE)).isEqualTo(TEXT);
        assertThatThrownBy(() -> removed.decrypt(old, PLACE)).isInstanceOf(UnknownKeyException.class);
    }

    @Test
    void primaryKeyCannotBeRemoved() {
        long primary = cipher.encrypt(TEXT, PLACE).keyId();

        assertThatThrownBy(() -> Keysets.remove(KEYSET, primary)).hasMessageContaining("is primary");
        assertThatThrownBy(() -> Keysets.remove(KEYSET, -1)).hasMessageContaining("no key");
        assertThat(Keysets.describe(Keysets.add(KEYSET))).hasSize(2).startsWith(primary + " primary");
    }

    static List<AeadParameters> otherKinds() throws GeneralSecurityException {
        AeadConfig.register();
        return List.of(
                PredefinedAeadParameters.AES128_GCM,
                PredefinedAeadParameters.CHACHA20_POLY1305,
                PredefinedAeadParameters.XCHACHA20_POLY1305,
                PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE);
    }

    @ParameterizedTest
    @MethodSource("otherKinds")
    void usesOtherKindsOfKeys(AeadParameters kind) throws GeneralSecurityException {
        TinkRecordCipher other = new TinkRecordCipher(json(KeysetHandle.generateNew(kind)));

        assertThat(other.decrypt(other.encrypt(TEXT, PLACE), PLACE)).isEqualTo(TEXT);
    }

    @Test
    void refusesKeysThatAreNoAeadKeysOrHaveNoSingleSecret() throws GeneralSecurityException {
        MacConfig.register();
        String mac = json(KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG));
        String composite = json(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_CTR_HMAC_SHA256));
        for (String keyset : List.of(mac, composite)) {
            assertThatThrownBy(() -> new TinkRecordCipher(keyset))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANARY", "{\"primaryKeyId\":7,\"key\":[]}", "{\"CANARY\":\"CANARY\"}", "[\"CANARY\"]"})
    void exceptionOfAnUnreadableKeysetQuotesNothing(String keyset) {
        assertThatThrownBy(() -> new TinkRecordCipher(keyset))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("CANARY")
                .startsWith("The keyset cannot be read");
    }

    @Test
    void descriptionHasKeyIdsOnly() {
        Ciphertext ciphertext = cipher.encrypt(TEXT, PLACE);

        assertThat(cipher).hasToString("TinkRecordCipher[keys=[" + ciphertext.keyId() + "]]");
        assertThat(ciphertext).hasToString("Ciphertext[keyId=" + ciphertext.keyId() + "]");
    }

    private static String json(KeysetHandle handle) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
    }
}
