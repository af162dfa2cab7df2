package io.github.kycsharing.console.internal.web;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders the console's templates with an engine of its own, which is no bean: the application's own Thymeleaf stays as it is. */
public final class Templates {
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    /** Creates the engine. */
    public Templates() {
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        files.setPrefix("templates/kyc-console/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding("UTF-8");
        files.setCacheable(true);
        engine.setTemplateResolver(files);
    }

    /** Renders a whole template. */
    public String render(String template, Map<String, Object> model) {
        return engine.process(template, context(model));
    }

    /** Renders one fragment of a template. */
    public String renderFragment(String template, String fragment, Map<String, Object> model) {
        return engine.process(template, Set.of(fragment), context(model));
    }

    private static Context context(Map<String, Object> model) {
        return new Context(Locale.ENGLISH, model);
    }
}
