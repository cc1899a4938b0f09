package io.mesosjava.testkit.junit;

import io.mesosjava.testkit.EmbeddedCluster;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Launches the clusters of {@link MesosCluster}, and ends them. It has no state of its own. */
@SuppressWarnings("exports") // Who uses it reads JUnit's module; the others must not need to.
public final class MesosClusterExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        ParameterResolver,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private static final Namespace NAMESPACE = Namespace.create(MesosClusterExtension.class);

  /** Of a module that tests need not have. */
  private static final String PARAMETERIZED = "org.junit.jupiter.params.ParameterizedTest";

  /** Ends with the context in whose store it is. */
  private record Running(EmbeddedCluster cluster) implements AutoCloseable {

    @Override
    public void close() {
      cluster.close();
    }
  }

  /** For JUnit. */
  public MesosClusterExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    // A nested class that says nothing has the cluster of the class around it, which runs already.
    AnnotationSupport.findAnnotation(context.getRequiredTestClass(), MesosCluster.class)
        .filter(MesosCluster::sharedByClass)
        .ifPresent(settings -> launch(context, settings));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Optional<MesosCluster> own = ofMethod(context);
    if (own.isPresent()) {
      launch(context, own.get());
    } else {
      ofClass(context)
          .filter(settings -> !settings.sharedByClass())
          .ifPresent(settings -> launch(context, settings));
    }
  }

  private static Optional<MesosCluster> ofMethod(ExtensionContext context) {
    Optional<Method> method = context.getTestMethod();
    return method.flatMap(m -> AnnotationSupport.findAnnotation(m, MesosCluster.class));
  }

  private static Optional<MesosCluster> ofClass(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(
        context.getRequiredTestClass(), MesosCluster.class, context.getEnclosingTestClasses());
  }

  private static void launch(ExtensionContext context, MesosCluster settings) {
    EmbeddedCluster.Builder builder = EmbeddedCluster.builder();
    try {
      configure(builder, settings);
    } catch (IllegalArgumentException e) {
      String where = context.getElement().map(Object::toString).orElse(context.getDisplayName());
      throw new ExtensionConfigurationException(
          "@MesosCluster of " + where + ": " + e.getMessage(), e);
    }
    setup(settings.setup()).configure(builder);
    context.getStore(NAMESPACE).put(EmbeddedCluster.class, new Running(builder.launch()));
  }

  private static void configure(EmbeddedCluster.Builder builder, MesosCluster settings) {
    builder
        .masters(settings.masters())
        .agents(settings.agents())
        .allocationInterval(Duration.ofMillis(settings.allocationMillis()));
    if (!settings.agentResources().equals(MesosCluster.DEFAULT)) {
      builder.agentResources(settings.agentResources());
    }
    if (!settings.agentAttributes().equals(MesosCluster.DEFAULT)) {
      builder.agentAttributes(settings.agentAttributes());
    }
    builder.clockSpeed(settings.clockSpeed());
    if (settings.clockWoundByHand()) {
      if (settings.clockSpeed() != 1) {
        throw new IllegalArgumentException(
            "clockSpeed: "
                + settings.clockSpeed()
                + " with clockWoundByHand (expected: one of the two)");
      }
      builder.clockWoundByHand();
    }
    for (var invariant : settings.relaxed()) {
      builder.relax(invariant);
    }
  }

  private static MesosCluster.Setup setup(Class<? extends MesosCluster.Setup> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new ExtensionConfigurationException(
          "setup: " + type.getName() + " threw " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      throw new ExtensionConfigurationException(
          "setup: "
              + type.getName()
              + " (expected: a top-level or static class with a constructor without parameters)",
          e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == EmbeddedCluster.class || (type == URI.class && !isArgument(parameter));
  }

  /** URIs of a parameterized test are its own. */
  private static boolean isArgument(ParameterContext parameter) {
    return Arrays.stream(parameter.getDeclaringExecutable().getAnnotations())
        .anyMatch(a -> a.annotationType().getName().equals(PARAMETERIZED));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    EmbeddedCluster cluster = running(context);
    if (cluster == null) {
      throw new ExtensionConfigurationException(
          "no cluster for "
              + parameter
              + " yet (expected: a parameter of a test, of @BeforeEach or @AfterEach, or"
              + " @MesosCluster(sharedByClass = true) on the class)");
    }
    boolean whole = parameter.getParameter().getType() == EmbeddedCluster.class;
    return whole ? cluster : cluster.master();
  }

  private static @Nullable EmbeddedCluster running(ExtensionContext context) {
    Running running = context.getStore(NAMESPACE).get(EmbeddedCluster.class, Running.class);
    return running == null ? null : running.cluster();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  private static Throwable explained(ExtensionContext context, Throwable failure) {
    EmbeddedCluster cluster = running(context);
    if (cluster != null) {
      failure.addSuppressed(new ClusterTimeline(cluster.timeline()));
    }
    return failure;
  }
}
