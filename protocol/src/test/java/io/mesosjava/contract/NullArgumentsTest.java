package io.mesosjava.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.resources.Resources;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public method of the algebra's packages refuses null for every parameter that is not
 * {@code @Nullable}, by name.
 */
class NullArgumentsTest {

  private static final Set<String> PACKAGES = Set.of("resources", "values", "roles", "attributes");

  @ParameterizedTest
  @MethodSource("publicTypes")
  void areRefusedByName(Class<?> type) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Executable executable : executables(type)) {
      Parameter[] parameters = executable.getParameters();
      for (int i = 0; i < parameters.length; i++) {
        if (!parameters[i].getType().isPrimitive() && !isNullable(parameters[i])) {
          String name = parameters[i].getName();
          String answer = answer(executable, i);
          if (!answer.equals("NullPointerException: " + name)) {
            wrong.add(executable + " with null as " + name + ": " + answer);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  static Stream<Class<?>> publicTypes() throws IOException, URISyntaxException {
    Path root =
        Path.of(Resources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.map(root::relativize).sorted().toList()) {
        String name = file.toString().replace(file.getFileSystem().getSeparator(), ".");
        if (name.endsWith(".class") && !name.endsWith("-info.class")) {
          Class<?> type = load(name.substring(0, name.length() - ".class".length()));
          if (isPublic(type) && PACKAGES.contains(lastOf(type))) {
            types.add(type);
          }
        }
      }
    }
    assertThat(types).hasSizeGreaterThan(25).contains(Resources.class);
    return types.stream().filter(type -> !executables(type).isEmpty());
  }

  private static boolean isPublic(@Nullable Class<?> type) {
    return type == null
        || (Modifier.isPublic(type.getModifiers()) && isPublic(type.getEnclosingClass()));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, NullArgumentsTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }

  private static String lastOf(Class<?> type) {
    return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
  }

  private static List<Executable> executables(Class<?> type) {
    List<Executable> all = new ArrayList<>(List.of(type.getConstructors()));
    for (Method method : type.getDeclaredMethods()) {
      boolean ours = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
      boolean inherited = method.getName().equals("equals") || method.getName().equals("valueOf");
      if (ours && !inherited && method.getParameterCount() > 0) {
        all.add(method);
      }
    }
    all.removeIf(e -> Stream.of(e.getParameterTypes()).allMatch(Class::isPrimitive));
    return all;
  }

  private static boolean isNullable(Parameter parameter) {
    AnnotatedElement annotatedType = parameter.getAnnotatedType();
    return annotatedType.isAnnotationPresent(Nullable.class);
  }

  private static String answer(Executable executable, int nullAt) throws Exception {
    Object[] arguments = new Object[executable.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == nullAt ? null : Samples.of(executable.getParameterTypes()[i]);
    }
    try {
      if (executable instanceof Method method) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        Object receiver = isStatic ? null : Samples.of(method.getDeclaringClass());
        return "returned " + method.invoke(receiver, arguments);
      }
      return "made " + ((Constructor<?>) executable).newInstance(arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
  }
}
