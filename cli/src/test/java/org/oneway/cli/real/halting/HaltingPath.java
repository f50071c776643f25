// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real.halting;

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a path of the usual file system says, but that it belongs to another. */
final class HaltingPath implements InvocationHandler {
  private final Path bare;
  private final FileSystem system;

  private HaltingPath(Path bare, FileSystem system) {
    this.bare = bare;
    this.system = system;
  }

  static Path of(Path bare, FileSystem system) {
    return (Path)
        Proxy.newProxyInstance(
            HaltingPath.class.getClassLoader(),
            new Class<?>[] {Path.class},
            new HaltingPath(bare, system));
  }

  /** The path of the usual file system. */
  static Path bare(Path path) {
    return Proxy.isProxyClass(path.getClass())
        ? ((HaltingPath) Proxy.getInvocationHandler(path)).bare
        : path;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "getFileSystem" -> system;
      case "toFile" -> new File(bare.toString());
      case "iterator" -> names();
      default -> wrapped(invoke(method, arguments));
    };
  }

  private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      if (arguments == null) {
        return method.invoke(bare);
      }
      Object[] given = arguments.clone();
      for (int i = 0; i < given.length; i++) {
        given[i] = given[i] instanceof Path path ? bare(path) : given[i];
      }
      return method.invoke(bare, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private @Nullable Object wrapped(@Nullable Object result) {
    return result instanceof Path path ? of(path, system) : result;
  }

  private Iterator<Path> names() {
    List<Path> names = new ArrayList<>();
    bare.forEach(name -> names.add(of(name, system)));
    return names.iterator();
  }
}
