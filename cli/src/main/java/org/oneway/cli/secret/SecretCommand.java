// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that prints a secret. It is called without a shell. Where a person is there it may ask
 * on the terminal; otherwise its input is empty, and what it says beside its result is read and
 * thrown away, since a secret may be in it.
 */
final class SecretCommand {
  private final List<String> arguments;
  private final Path directory;
  private final boolean mayAsk;

  SecretCommand(List<String> arguments, Path directory, boolean mayAsk) {
    this.arguments = List.copyOf(arguments);
    this.directory = directory;
    this.mayAsk = mayAsk;
  }

  /** How a program failed; its words are part of a message. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String words) {
      super(words);
    }
  }

  /**
   * What it printed, at most a little more than {@link FirstLine#LONGEST} bytes.
   *
   * @throws Failed if it cannot be started, ends with another code than 0, or not within {@code
   *     limit}; it is then stopped with all that it started
   */
  byte[] output(Duration limit) throws Failed {
    ProcessBuilder builder = new ProcessBuilder(arguments).directory(directory.toFile());
    if (mayAsk) {
      builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      // What the system says repeats the arguments.
      throw new Failed("cannot be started: it is not there, or is no program");
    }
    try (InputStream printed = process.getInputStream()) {
      process.getOutputStream().close();
      return finished(process, printed, limit);
    } catch (IOException e) {
      throw new Failed("did not let its result be read");
    } finally {
      stop(process);
    }
  }

  private static byte[] finished(Process process, InputStream printed, Duration limit)
      throws Failed {
    long end = System.nanoTime() + limit.toNanos();
    CompletableFuture<byte[]> output =
        CompletableFuture.supplyAsync(() -> read(printed), SecretCommand::aside);
    try {
      byte[] bytes = output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw late(limit);
      }
      if (process.exitValue() != 0) {
        throw new Failed("failed: it ended with " + process.exitValue());
      }
      return bytes;
    } catch (TimeoutException e) {
      throw late(limit);
    } catch (ExecutionException e) {
      throw new Failed("did not let its result be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("was interrupted");
    }
  }

  /** A thread of its own: a program that goes on in the background may hold it up for ever. */
  private static void aside(Runnable reading) {
    Thread thread = new Thread(reading, "reading of a secret");
    thread.setDaemon(true);
    thread.start();
  }

  private static Failed late(Duration limit) {
    String time =
        limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    return new Failed("did not end within " + time + " and was stopped");
  }

  /** All of it, so that the program can end; what is too long is not kept. */
  private static byte[] read(InputStream printed) {
    try {
      byte[] kept = printed.readNBytes(FirstLine.LONGEST + 1);
      printed.transferTo(OutputStream.nullOutputStream());
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
