package io.github.kycsharing.internal.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.spi.TransportResponse;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class ResponseReaderTest {
    private final ResponseReader reader = new ResponseReader();

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 401, 403, 404, 422, 429, 500, 502, 503, 504, 599})
    void readsTheFirstShapeWhateverTheHttpStatus(int status) throws IOException {
        ExchangeResponse response = requireResponse(reader.read(response(status, example())));

        assertThat(response.httpStatus()).isEqualTo(status);
        assertThat(response.code().isSuccess()).isTrue();
        assertThat(response.fields().keySet()).containsExactly("code", "message", "messageDetail", "data", "success");
        assertThat(response.message()).isEmpty();
        assertThat(response.data()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 500})
    void readsTheSecondShapeWhateverTheHttpStatus(int status) {
        ExchangeResponse response = requireResponse(
                reader.read(response(status, "{\"errorData\":\"signature mismatch\",\"code\":\"10040080\"}")));

        assertThat(response.httpStatus()).isEqualTo(status);
        assertThat(response.code().documented()).contains(DocumentedCode.SIGN_MISMATCH);
        assertThat(response.errorData()).contains("signature mismatch");
    }

    @Test
    void keepsUnknownFieldsAndCodes() {
        ExchangeResponse response = requireResponse(read("""
                {"code":"77777777","traceId":"t-1","nested":{"a":[1,null,true,"x"]},"success":false}"""));

        assertThat(response.code().value()).isEqualTo("77777777");
        assertThat(response.code().documented()).isEmpty();
        assertThat(response.fields()).containsEntry("traceId", "t-1");
        assertThat(response.fields().get("nested")).isEqualTo(Map.of("a", Arrays.asList(1, null, true, "x")));
    }

    @Test
    void keepsBigNumbersExact() {
        ExchangeResponse response = requireResponse(read("""
                        {"code":"000000","data":{"id":9007199254740993,"max":9223372036854775807,\
                        "huge":123456789012345678901234567890,"amount":0.1234567890123456789012345}}"""));

        assertThat(response.data())
                .contains(Map.of(
                        "id",
                        9007199254740993L,
                        "max",
                        Long.MAX_VALUE,
                        "huge",
                        new BigInteger("123456789012345678901234567890"),
                        "amount",
                        new BigDecimal("0.1234567890123456789012345")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"000000\",\"success\":true}",
                "{\"code\":\"000000\"}",
                "{\"code\":\"000000\",\"success\":null}",
                "{\"code\":\"000002\",\"success\":false}",
                "{\"code\":\"000002\",\"success\":\"false\"}",
                "{\"code\":\"000002\",\"success\":0}",
                "{\"code\":\"000002\",\"success\":\"perhaps\"}",
                "{\"code\":\"000000\",\"success\":\"true\"}",
                "{\"code\":\"000000\",\"success\":\"TRUE\"}",
                "{\"code\":\"000000\",\"success\":1}",
                "{\"code\":\"1111111111111111111111111111111111111111111111111111111111111111\"}",
                " \r\n\t{\"code\":\"Some words\"} \n",
                "\ufeff{\"code\":\"000000\"}"
            })
    void readsWhatDoesNotContradictItself(String json) {
        assertThat(read(json)).isInstanceOf(ParsedResponse.Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>403 Forbidden MARKER</body></html>",
                "MARKER",
                " ",
                "{",
                "{\"code\":\"000000\"",
                "{\"code\":\"000000\",\"success\":tr",
                "{\"code\":\"000000\"}}",
                "{\"code\":\"000000\"} {\"code\":\"000002\"}",
                "{\"code\":\"000000\"}<!-- MARKER -->",
                "null",
                "true",
                "000000",
                "0",
                "\"000000\"",
                "[]",
                "[{\"code\":\"000000\"}]",
                "{\"code\":\"000000\",\"code\":\"000000\"}",
                "{\"code\":\"000002\",\"code\":\"000000\"}",
                "{\"code\":\"000000\",\"data\":{\"a\":1,\"a\":2}}",
                "{'code':'000000'}",
                "{code:\"000000\"}",
                "{\"code\":\"000000\",\"n\":NaN}",
                "{\"code\":\"000000\",}",
                "{\"code\":\"000000\",\"n\":1e99999999999}",
            })
    void bodyOtherThanAJsonObjectIsUnreadable(String text) {
        assertThat(read(text)).isEqualTo(new ParsedResponse.Unreadable("a response that is no JSON object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"code\":null}",
                "{\"code\":0}",
                "{\"code\":10040080}",
                "{\"code\":true}",
                "{\"code\":[\"000000\"]}",
                "{\"code\":{\"value\":\"000000\"}}",
                "{\"code\":\"\"}",
                "{\"code\":\" \"}",
                "{\"Code\":\"000000\"}",
                "{\"status\":403,\"error\":\"Forbidden\"}",
                "{\"data\":{\"code\":\"000000\"}}",
                "{\"code\":\"11111111111111111111111111111111111111111111111111111111111111111\"}"
            })
    void anObjectWithoutACodeIsUnreadable(String json) {
        assertThat(read(json)).isEqualTo(new ParsedResponse.Unreadable("a JSON response without a code"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"000000\",\"success\":false}",
                "{\"code\":\"000000\",\"success\":\"false\"}",
                "{\"code\":\"000000\",\"success\":\" False \"}",
                "{\"code\":\"000000\",\"success\":0}",
                "{\"code\":\"000000\",\"success\":0.0}",
                "{\"code\":\"000000\",\"success\":\"0\"}",
                "{\"code\":\"000000\",\"success\":\"\"}",
                "{\"code\":\"000000\",\"success\":\"no\"}",
                "{\"code\":\"000000\",\"success\":2}",
                "{\"code\":\"000000\",\"success\":1e999999999}",
                "{\"code\":\"000000\",\"success\":[]}",
                "{\"code\":\"000000\",\"success\":{}}",
                "{\"code\":\"000002\",\"success\":\"true\"}",
                "{\"code\":\"000002\",\"success\":1}",
                "{\"code\":\"10040008\",\"success\":true}",
                "{\"success\":true,\"code\":\" 000000\"}"
            })
    void aResponseThatContradictsItselfIsUnreadable(String json) {
        assertThat(read(json))
                .isEqualTo(new ParsedResponse.Unreadable("a response whose code and success contradict each other"));
    }

    @Test
    void anEmptyResponseIsUnreadable() {
        assertThat(read("")).isEqualTo(new ParsedResponse.Unreadable("an empty response"));
    }

    @Test
    void truncatedResponseIsUnreadableEvenIfWellFormed() {
        byte[] body = "{\"code\":\"000000\"}".getBytes(UTF_8);

        assertThat(reader.read(new TransportResponse(200, body, true, Optional.empty())))
                .isEqualTo(new ParsedResponse.Unreadable("a response longer than the limit"));
    }

    @Test
    void everyBeginningOfAResponseIsUnreadable() throws IOException {
        byte[] whole = new String(example(), UTF_8).strip().getBytes(UTF_8);

        for (int length = 0; length < whole.length; length++) {
            assertThat(reader.read(response(200, Arrays.copyOf(whole, length))))
                    .as("%d bytes", length)
                    .isInstanceOf(ParsedResponse.Unreadable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void deepNestingIsUnreadableAndOverflowsNothing(String open) {
        assertThat(read("{\"code\":\"000000\",\"data\":" + open.repeat(500_000)))
                .isEqualTo(new ParsedResponse.Unreadable("a response that is no JSON object"));
    }

    @Test
    void nestingThatAnExchangeMightUseIsRead() {
        String nested = "[".repeat(25) + "]".repeat(25);

        assertThat(read("{\"code\":\"000000\",\"data\":" + nested + "}")).isInstanceOf(ParsedResponse.Parsed.class);
    }

    @Test
    void anEndlessNumberIsUnreadable() {
        assertThat(read("{\"code\":\"000000\",\"n\":" + "9".repeat(100_000) + "}"))
                .isEqualTo(new ParsedResponse.Unreadable("a response that is no JSON object"));
    }

    @Test
    void textInAnotherCharsetIsUnreadable() {
        String json = "{\"code\":\"000002\",\"message\":\"é Ж\"}";

        for (Charset charset : List.of(ISO_8859_1, Charset.forName("windows-1251"), Charset.forName("GB18030"))) {
            assertThat(reader.read(response(200, json.getBytes(charset))))
                    .isInstanceOf(ParsedResponse.Unreadable.class);
        }
        assertThat(requireResponse(read(json)).message()).contains("é Ж");
    }

    @Test
    void compressedBodyIsUnreadable() {
        assertThat(reader.read(response(200, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3})))
                .isInstanceOf(ParsedResponse.Unreadable.class);
    }

    @Test
    void noReasonQuotesTheResponse() {
        for (String text : List.of(
                "MARKER",
                "{\"MARKER\":1}",
                "{\"code\":\"000000\",\"success\":false,\"m\":\"MARKER\"}",
                "{\"code\":MARKER}")) {
            assertThat(read(text).toString()).doesNotContain("MARKER");
        }
        assertThat(read("{\"code\":\"1\",\"message\":\"MARKER\"}").toString()).doesNotContain("MARKER");
    }

    private ParsedResponse read(String body) {
        return reader.read(response(200, body.getBytes(UTF_8)));
    }

    private static ExchangeResponse requireResponse(ParsedResponse parsed) {
        assertThat(parsed).isInstanceOf(ParsedResponse.Parsed.class);
        return ((ParsedResponse.Parsed) parsed).response();
    }

    private static TransportResponse response(int status, String body) {
        return response(status, body.getBytes(UTF_8));
    }

    private static TransportResponse response(int status, byte[] body) {
        return new TransportResponse(status, body, false, Optional.empty());
    }

    private static byte[] example() throws IOException {
        try (InputStream json =
                ResponseReaderTest.class.getResourceAsStream("/kyc-sharing-examples/success-response.json")) {
            return json.readAllBytes();
        }
    }
}
