package io.github.kycsharing.benchmarks;

import io.github.kycsharing.model.ShareKycRequest;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.POST;
import retrofit2.http.Url;

/** Retrofit, without validation. */
final class RetrofitCaller implements Caller {
    private static final MediaType JSON = MediaType.get("application/json");

    /** The call as a Retrofit interface. */
    interface Exchange {
        @POST
        Call<CannedResponse> share(@Url String url, @Header(Target.SIGNATURE) String signature, @Body RequestBody body);
    }

    private final OkHttpClient http;
    private final Exchange exchange;
    private final String url;
    private final ShareKycRequest request;

    RetrofitCaller(Target target, int bytes) {
        this.http = target.okHttp();
        this.exchange = new Retrofit.Builder()
                .baseUrl(target.baseUrl() + "/")
                .client(http)
                .addConverterFactory(new Responses())
                .build()
                .create(Exchange.class);
        this.url = target.url();
        this.request = SyntheticRecords.request(bytes);
    }

    @Override
    public void call() throws IOException {
        byte[] body = CannedResponse.JSON.writeValueAsBytes(request);
        CannedResponse.requireSuccess(exchange.share(url, HandSigner.sign(body), RequestBody.create(body, JSON))
                .execute()
                .body());
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }

    private static final class Responses extends Converter.Factory {
        @Override
        public @Nullable Converter<ResponseBody, ?> responseBodyConverter(
                Type type, Annotation[] annotations, Retrofit retrofit) {
            return type == CannedResponse.class ? body -> CannedResponse.read(body.bytes()) : null;
        }
    }
}
