package io.github.kycsharing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ExchangeResponseTest {
    @Test
    void givesTheFieldsOfTheFirstShape() {
        ExchangeResponse response = response(
                Map.of("code", "000002", "message", "m", "messageDetail", "d", "data", List.of(1), "success", false));

        assertThat(response.message()).contains("m");
        assertThat(response.messageDetail()).contains("d");
        assertThat(response.data()).contains(List.of(1));
        assertThat(response.errorData()).isEmpty();
    }

    @Test
    void givesTheFieldsOfTheSecondShape() {
        ExchangeResponse response = response(Map.of("errorData", "signature mismatch", "code", "10040080"));

        assertThat(response.errorData()).contains("signature mismatch");
        assertThat(response.message()).isEmpty();
        assertThat(response.messageDetail()).isEmpty();
        assertThat(response.data()).isEmpty();
    }

    @Test
    void aNullFieldIsKeptAndReadsAsAbsent() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("message", null);
        fields.put("data", null);

        assertThat(response(fields).message()).isEmpty();
        assertThat(response(fields).data()).isEmpty();
        assertThat(response(fields).fields()).containsEntry("message", null).hasSize(2);
    }

    @Test
    void nonTextMessageIsKeptAsAField() {
        ExchangeResponse response = response(Map.of("message", Map.of("en", "no"), "errorData", 7));

        assertThat(response.message()).isEmpty();
        assertThat(response.errorData()).isEmpty();
        assertThat(response.fields()).containsEntry("errorData", 7).containsKey("message");
    }

    @Test
    void fieldsCannotBeChangedAtAnyDepth() {
        Map<String, Object> inner = new HashMap<>(Map.of("a", 1));
        List<Object> list = new ArrayList<>(List.of(inner));
        Map<String, Object> fields = new HashMap<>(Map.of("data", list));
        ExchangeResponse response = response(fields);

        fields.put("code", "1");
        list.add(2);
        inner.put("b", 2);

        assertThat(response.fields()).isEqualTo(Map.of("data", List.of(Map.of("a", 1))));
        assertThatThrownBy(() -> response.fields().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        @SuppressWarnings("unchecked") // created above
        List<Map<String, Object>> data =
                (List<Map<String, Object>>) response.data().orElseThrow();
        assertThatThrownBy(() -> data.add(Map.of())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> data.get(0).put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void answersAreEqualByValue() {
        assertThat(response(Map.of("data", List.of(1)))).isEqualTo(response(Map.of("data", List.of(1))));
        assertThat(response(Map.of("data", List.of(1)))).isNotEqualTo(response(Map.of("data", List.of(2))));
    }

    @Test
    void toStringNeverRepeatsTheExchangesWords() {
        ExchangeResponse response = new ExchangeResponse(
                500,
                new ExchangeCode("MARKER Ivan"),
                Map.of(
                        "message",
                        "MARKER",
                        "messageDetail",
                        "MARKER",
                        "data",
                        "MARKER",
                        "errorData",
                        "MARKER",
                        "MARKER",
                        1));

        assertThat(response)
                .hasToString("ExchangeResponse[httpStatus=500, code=(11 characters) UNDOCUMENTED, 5 fields]");
    }

    private static ExchangeResponse response(Map<String, Object> fields) {
        return new ExchangeResponse(200, new ExchangeCode("000002"), fields);
    }
}
