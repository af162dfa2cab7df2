package io.github.kycsharing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTypeTest {
    @Test
    void theDocumentedTypesAreConstants() {
        assertThat(Stream.of(
                                DocumentType.ID_CARD,
                                DocumentType.PASSPORT,
                                DocumentType.DRIVING_LICENSE,
                                DocumentType.RESIDENCE_PERMIT)
                        .map(DocumentType::value))
                .containsExactly("ID_CARD", "PASSPORT", "DRIVING_LICENSE", "RESIDENCE_PERMIT");
    }

    @Test
    void typesAreEqualByValue() {
        assertThat(DocumentType.of("PASSPORT"))
                .isEqualTo(DocumentType.PASSPORT)
                .hasSameHashCodeAs(DocumentType.PASSPORT);
        assertThat(DocumentType.of("passport")).isNotEqualTo(DocumentType.PASSPORT);
    }

    @Test
    void anyOtherTypeIsKeptAsItIs() {
        assertThat(DocumentType.of(" Library card ").value()).isEqualTo(" Library card ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankTypeIsNone(String blank) {
        assertThatThrownBy(() -> DocumentType.of(blank))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A document type must not be blank");
    }

    @Test
    void onlyADocumentedTypeIsPrinted() {
        assertThat(List.of(DocumentType.of("ID_CARD"), DocumentType.of("N0144288491")))
                .hasToString("[ID_CARD, other]");
    }
}
