package io.github.kycsharing.submissions.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** A notification that does not come from the network: an anonymous POST without content. */
final class ServletProbe {
    private final HttpServletRequest request;
    private final HttpServletResponse response = blank(HttpServletResponse.class);

    ServletProbe(ServletContext context, String path) {
        this.request = new Request(context, path);
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** An object whose methods return null, zero or false. */
    private static <T> T blank(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                ServletProbe.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Class<?> returned = method.getReturnType();
                    // The only element of a new array is the default of its type.
                    return returned == void.class ? null : Array.get(Array.newInstance(returned, 1), 0);
                }));
    }

    private static final class Request extends HttpServletRequestWrapper {
        private final ServletContext context;
        private final String path;
        private final Map<String, Object> attributes = new HashMap<>();

        Request(ServletContext context, String path) {
            super(blank(HttpServletRequest.class));
            this.context = context;
            this.path = path;
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public String getScheme() {
            return "https";
        }

        @Override
        public String getServerName() {
            return "localhost";
        }

        @Override
        public String getMethod() {
            return "POST";
        }

        @Override
        public String getContextPath() {
            return context.getContextPath();
        }

        @Override
        public String getRequestURI() {
            return context.getContextPath() + path + "/token";
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public String getPathInfo() {
            return "/token";
        }

        @Override
        public HttpServletMapping getHttpServletMapping() {
            return blank(HttpServletMapping.class);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return Collections.emptyEnumeration();
        }

        @Override
        public HttpSession getSession() {
            return blank(HttpSession.class);
        }

        @Override
        public HttpSession getSession(boolean create) {
            return getSession();
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            attributes.remove(name);
        }
    }

    /** The proxies, for a native image. */
    static final class Hints implements RuntimeHintsRegistrar {
        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.proxies()
                    .registerJdkProxy(HttpServletRequest.class)
                    .registerJdkProxy(HttpServletResponse.class)
                    .registerJdkProxy(HttpServletMapping.class)
                    .registerJdkProxy(HttpSession.class);
        }
    }
}
