// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import org.oneway.cli.terminal.Interrupts;
import org.oneway.cli.trouble.ExitCode;

/**
 * SIGINT (Ctrl-C) and SIGTERM. The class behind them is not part of the platform's interface, so it
 * is looked up by name; where it is missing, a signal ends the process at once, as it may at any
 * time.
 */
final class Signals implements Interrupts {
  private final PrintStream err;
  private volatile boolean requested;
  private volatile boolean asking;
  private boolean watching;

  Signals(PrintStream err) {
    this.err = err;
  }

  @Override
  public boolean isStopRequested() {
    return requested;
  }

  @Override
  public void whileAsking(boolean isAsking) {
    asking = isAsking;
  }

  @Override
  public synchronized void watch() {
    if (!watching) {
      watching = true;
      on("INT", this::interrupted);
      on("TERM", this::request);
    }
  }

  private void interrupted() {
    if (requested || asking) {
      // As safe as a power cut: what was acknowledged is remembered, the rest is found out.
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
    request();
  }

  private void request() {
    if (asking) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
    if (!requested) {
      requested = true;
      err.println("\nStopping after what is under way; Ctrl-C again stops at once.");
    }
  }

  private static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object does =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), does);
    } catch (ReflectiveOperationException e) {
      // Then the signal does what it always does.
    }
  }
}
