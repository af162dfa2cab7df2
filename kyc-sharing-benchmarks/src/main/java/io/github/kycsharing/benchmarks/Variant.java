package io.github.kycsharing.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** The compared clients. */
enum Variant {
    RAW("raw OkHttp, prebuilt bytes", RawOkHttp::new),
    OURS("KycSharingClient", OurClient::new),
    OURS_ASYNC("KycSharingClient, shareAsync", OurClient::new),
    OURS_VIRTUAL("KycSharingClient, virtual threads", OurClient::new),
    REST_CLIENT("RestClient + OkHttp, no rules", RestClientCaller::new),
    FEIGN("OpenFeign + OkHttp, no rules", FeignCaller::new),
    RETROFIT("Retrofit, no rules", RetrofitCaller::new),
    HAND_WRITTEN("hand-written, Hibernate Validator", HandWritten::new);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor has no state
    private final BiFunction<Target, Integer, Caller> factory;

    Variant(String title, BiFunction<Target, Integer, Caller> factory) {
        this.title = title;
        this.factory = factory;
    }

    String title() {
        return title;
    }

    Caller caller(Target target, int bytes) {
        return factory.apply(target, bytes);
    }

    /** The variants that this Java can run. */
    static List<Variant> available() {
        return Arrays.stream(values())
                .filter(variant -> variant != OURS_VIRTUAL || VirtualThreads.exist())
                .toList();
    }
}
