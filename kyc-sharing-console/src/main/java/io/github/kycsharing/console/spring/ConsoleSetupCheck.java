package io.github.kycsharing.console.spring;

import io.github.kycsharing.console.internal.access.ConsoleAccess;
import io.github.kycsharing.console.internal.access.LoopbackAccess;
import io.github.kycsharing.submissions.KycSubmissions;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Fails the start if the console is enabled and something is missing that it needs, or that protects it. */
record ConsoleSetupCheck(
        KycConsoleProperties properties,
        ApplicationContext context,
        ObjectProvider<KycSubmissions> submissions,
        ObjectProvider<ConsoleAccess> access)
        implements SmartInitializingSingleton {
    /** Not named as a class: an application may lack it. */
    private static final String SERVLET_CONTEXT = "org.springframework.web.context.WebApplicationContext";

    /** Each makes Tomcat believe a proxy, whatever the strategy. */
    private static final List<String> OF_TOMCAT =
            List.of("server.tomcat.remoteip.remote-ip-header", "server.tomcat.remoteip.protocol-header");

    private static final String OTHERWISE = " Or set kyc-sharing.console.enabled=false.";

    @Override
    public void afterSingletonsInstantiated() {
        ConsolePropertyRanges.check(properties);
        if (isStartedWithoutWebServer()) {
            return; // as for a back-fill: it serves nothing
        }
        if (!isServletApplication()) {
            throw new ConsoleSetupException(
                    "The console is enabled, and this application has no Spring MVC.",
                    "Add spring-boot-starter-webmvc, or serve the console from another application on the same database."
                            + OTHERWISE);
        }
        if (submissions.stream().findAny().isEmpty()) {
            throw new ConsoleSetupException(
                    "The console is enabled, and there is no database with submissions that it could show.",
                    "Configure a data source, and do not set kyc-sharing.submissions.enabled=false." + OTHERWISE);
        }
        if (access.stream().findAny().isEmpty()) {
            throw new ConsoleSetupException(
                    "The console is enabled, and no Spring Security protects it.",
                    "Add spring-boot-starter-security, and give users the role " + properties.viewerRole() + " or "
                            + properties.operatorRole()
                            + ". On the machine of a developer only, set kyc-sharing.console.without-security=true."
                            + OTHERWISE);
        }
        if (access.stream().anyMatch(LoopbackAccess.class::isInstance) && believesProxies()) {
            throw new ConsoleSetupException(
                    "The console has no login, and this application takes the address of a caller from what a proxy says.",
                    "Set server.forward-headers-strategy=none, remove server.tomcat.remoteip.*, or add spring-boot-starter-security."
                            + OTHERWISE);
        }
    }

    /** The embedded server then replaces the address before any code of the application sees the request. */
    private boolean believesProxies() {
        Environment environment = context.getEnvironment();
        String strategy = environment.getProperty("server.forward-headers-strategy");
        boolean byStrategy = strategy == null
                ? CloudPlatform.getActive(environment) != null
                : !"none".equalsIgnoreCase(strategy.strip());
        return byStrategy || OF_TOMCAT.stream().anyMatch(name -> StringUtils.hasText(environment.getProperty(name)));
    }

    private boolean isStartedWithoutWebServer() {
        return "none".equalsIgnoreCase(context.getEnvironment().getProperty("spring.main.web-application-type"));
    }

    private boolean isServletApplication() {
        ClassLoader loader = ConsoleSetupCheck.class.getClassLoader();
        return ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", loader)
                && ClassUtils.isPresent(SERVLET_CONTEXT, loader)
                && ClassUtils.resolveClassName(SERVLET_CONTEXT, loader).isInstance(context);
    }
}
