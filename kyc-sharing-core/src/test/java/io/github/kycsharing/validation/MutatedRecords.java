package io.github.kycsharing.validation;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.Records;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Generates valid requests as JSON, each with one to three random changes; deterministic for a seed. */
@NullUnmarked
final class MutatedRecords {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NAMES = List.of(
            "Aigerim",
            "Weiß",
            "WEIẞ",
            "weiss",
            "İbrahim",
            "i̇brahim",
            "IBRAHIM",
            "ıbrahım",
            "Μαΐου",
            "ΜΑΪ́ΟΥ",
            "Soﬁ",
            "José",
            "Jose",
            "Дәурен",
            "陈",
            "Anna Maria",
            "Anna\u00a0Maria",
            "ŉkosi",
            "ᾼδης");
    private static final List<String> ODD_DATES = List.of(
            "2024-02-29", "2023-02-29", "9999-12-31", "0000-01-01", "+12024-01-01", "2024-1-1", "20240101", "2024-122");
    private static final List<String> ODD_URLS = List.of(
            "https://h/\u007f",
            "https://h\u007f/",
            "https://@h/x",
            "https://u@/x",
            "https://u:p@h:8080/x",
            "https://u@:80/x",
            "https://a@b@h",
            "https://a@b@",
            "https://h:/x",
            "https://h:port/x",
            "https://h/@",
            "https://h?@",
            "https://?@h",
            "https://[::1]:80/",
            "https://h/\u00a0x",
            "https://h/\u0085x",
            "https://h/\u2028x",
            "http://@",
            "http://:@h");
    private static final List<String> ODD_IDS = List.of(
            "000123", "MAIN_ACC_001", "12 3", "١٢٣", "a\u0301", "ªº", "Ⅷ", "½", "İ", "x\u200d", "1".repeat(129));
    private static final List<String> ODD_CHARACTERS = List.of(
            " ", "\t", "\n", "\u007f", "\u0000", "\u00a0", "\u2003", "0", "00", ":", "@", "/", ".", "%", "I", "i", "ı",
            "İ", "\u0307", "ß", "ẞ", "\ud83d", "😀", "Z", "-", "+", "٣");

    private final Random random;

    MutatedRecords(long seed) {
        random = new Random(seed);
    }

    ObjectNode next(BrokerType broker) {
        ObjectNode request = (ObjectNode)
                JSON.readTree(KycJson.write(broker == BrokerType.STANDARD ? Records.standard() : Records.kz()));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            change(request);
        }
        return request;
    }

    private void change(ObjectNode request) {
        switch (random.nextInt(12)) {
            case 0 -> changeSection(request);
            case 1 -> changeAnswers(request.path("kycInfo").path("questionnaireInfo"));
            case 2 -> changeNames(request.path("kycInfo"));
            default -> changeField(request);
        }
    }

    private void changeSection(ObjectNode request) {
        if (!(request.get("kycInfo") instanceof ObjectNode info)) {
            return;
        }
        String section = pick(List.of(
                "userInfo", "basicInfo", "identityInfo", "identityInfo", "tncInfo", "tncInfo", "questionnaireInfo"));
        switch (random.nextInt(5)) {
            case 0, 1 -> info.remove(section);
            case 2 -> info.putNull(section);
            case 3 -> info.putObject(section);
            default -> info.put(section, pick(SampleTexts.BLANK));
        }
    }

    private void changeAnswers(JsonNode questionnaire) {
        if (!(questionnaire.get("answers") instanceof ArrayNode answers)) {
            return;
        }
        switch (random.nextInt(7)) {
            case 0 -> answers.removeAll();
            case 1 -> answers.addNull();
            case 2 -> answers.add(17);
            case 3 -> answers.addObject().put("title", "free").put("option", pick(NAMES));
            case 4 -> answers.addObject().put("title", "useFor").put("option", "useFor_savings");
            case 5 -> answers.addObject().put("title", "USEFOR").put("option", "o");
            default -> answers.remove(0);
        }
    }

    /** The same name in two forms, or two names. */
    private void changeNames(JsonNode info) {
        String name = pick(NAMES);
        String other = random.nextInt(4) == 0 ? pick(NAMES) : form(name);
        String field = random.nextBoolean() ? "firstName" : "lastName";
        if (info.get("basicInfo") instanceof ObjectNode basic
                && info.get("identityInfo") instanceof ObjectNode identity) {
            basic.put(field, name);
            identity.put(field, other);
        }
    }

    private String form(String name) {
        return switch (random.nextInt(7)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.toLowerCase(Locale.ROOT);
            case 2 -> name.toUpperCase(Locale.forLanguageTag("tr"));
            case 3 -> name.toLowerCase(Locale.forLanguageTag("tr"));
            case 4 -> Normalizer.normalize(name, Normalizer.Form.NFD);
            case 5 -> Normalizer.normalize(name.toUpperCase(Locale.ROOT), Normalizer.Form.NFC);
            default -> "\u00a0" + name + " ";
        };
    }

    private void changeField(ObjectNode request) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(request, objects);
        ObjectNode object = pick(objects);
        List<String> fields = object.propertyNames().stream()
                .filter(field -> !object.get(field).isContainer() || random.nextInt(20) == 0)
                .toList();
        if (fields.isEmpty()) {
            return;
        }
        String field = pick(fields);
        String old = object.get(field).stringValue("");
        switch (random.nextInt(16)) {
            case 0 -> object.remove(field);
            case 1 -> object.putNull(field);
            case 2 -> object.put(field, pick(SampleTexts.BLANK));
            case 3 ->
                object.put(
                        field,
                        pick(List.of(" ", "x", "ж", "😀")).repeat(pick(List.of(50, 51, 100, 101, 120, 121, 129, 401))));
            case 4 -> object.set(field, JSON.readTree(pick(List.of("17", "1.5", "true", "{}", "[]", "[\"x\"]"))));
            case 5 -> object.put("unknownField", "x");
            case 6, 7 -> object.put(field, changed(old));
            default -> object.put(field, pick(textsFor(field)));
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private String changed(String text) {
        int at = random.nextInt(text.length() + 1);
        int to = random.nextBoolean() ? at : Math.min(text.length(), at + 1);
        return text.substring(0, at) + pick(ODD_CHARACTERS) + text.substring(to);
    }

    private static List<String> textsFor(String field) {
        return switch (field) {
            case "notifyUrl" -> all(SampleTexts.NOTIFY_URLS, SampleTexts.NO_NOTIFY_URLS, ODD_URLS);
            case "frontFileUrl", "backFileUrl", "faceFileUrl" ->
                all(SampleTexts.DOWNLOAD_URLS, SampleTexts.NO_DOWNLOAD_URLS, ODD_URLS);
            case "userSubmitIp" -> all(SampleTexts.ADDRESSES, SampleTexts.NO_ADDRESSES);
            case "dob", "idExpiry", "issuingDate" -> all(SampleTexts.BLANK, ODD_DATES);
            case "signTime" -> all(SignTimeForms.HALF_PAST_EIGHT, SignTimeForms.REFUSED);
            case "tncVersion" -> all(SampleTexts.TNC_VERSIONS, SampleTexts.NO_TNC_VERSIONS);
            case "firstName", "lastName", "middleName", "address", "city" -> NAMES;
            case "version" -> List.of("KZ_V6", "kz_v6", "KZ_V6 ", "KZ_V7");
            case "title" -> List.of("useFor", "usefor", " useFor", "free", "sourceOfFunds");
            case "option" -> List.of("useFor_trading", "useFor_savings", "useFor_Trading", "sourceOfFunds_salary", "x");
            case "entityCustomerId", "brokerMainAccountId", "brokerSubAccountId" ->
                all(SampleTexts.IDS, SampleTexts.NO_IDS, ODD_IDS);
            default -> all(SampleTexts.COUNTRIES, SampleTexts.NO_COUNTRIES);
        };
    }

    private static List<String> all(List<String> good, List<String> bad, List<String> odd) {
        return Stream.of(good, bad, odd).flatMap(List::stream).toList();
    }

    private static List<String> all(List<String> good, List<String> bad) {
        return all(good, bad, List.of());
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
