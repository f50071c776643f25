// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.secret;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Where a configuration says that a secret comes from. Holds no secret. */
public sealed interface SecretPlace {
  /** Answers by the kind of place; a new alternative breaks every caller at compile time. */
  <R> R match(
      Function<Command, R> onCommand,
      Function<Variable, R> onVariable,
      Function<InFile, R> onFile,
      Function<Prompt, R> onPrompt);

  /** In words that hold nothing but names: {@code the command "pass"}. */
  String words();

  /**
   * What a program prints.
   *
   * @param arguments the program and what it is given; no shell reads them
   * @param limit after this time it is stopped
   */
  record Command(List<String> arguments, Duration limit) implements SecretPlace {
    public static final Duration USUAL_LIMIT = Duration.ofSeconds(30);

    public Command {
      arguments = List.copyOf(arguments);
      if (arguments.isEmpty()) {
        throw new IllegalArgumentException("a command names a program");
      }
    }

    /** The program; what it is given may say more than others should read. */
    public String program() {
      return arguments.get(0);
    }

    @Override
    public String words() {
      return "the command \"" + program() + '"';
    }

    /** Without the arguments. */
    @Override
    public String toString() {
      return words();
    }

    @Override
    public <R> R match(
        Function<Command, R> onCommand,
        Function<Variable, R> onVariable,
        Function<InFile, R> onFile,
        Function<Prompt, R> onPrompt) {
      return onCommand.apply(this);
    }
  }

  /** The value of an environment variable. */
  record Variable(String name) implements SecretPlace {
    @Override
    public String words() {
      return "the variable " + name;
    }

    @Override
    public <R> R match(
        Function<Command, R> onCommand,
        Function<Variable, R> onVariable,
        Function<InFile, R> onFile,
        Function<Prompt, R> onPrompt) {
      return onVariable.apply(this);
    }
  }

  /** The first line of a file. */
  record InFile(Path path) implements SecretPlace {
    @Override
    public String words() {
      return "the file " + path;
    }

    @Override
    public <R> R match(
        Function<Command, R> onCommand,
        Function<Variable, R> onVariable,
        Function<InFile, R> onFile,
        Function<Prompt, R> onPrompt) {
      return onFile.apply(this);
    }
  }

  /** What the user types, once for each process. */
  record Prompt() implements SecretPlace {
    @Override
    public String words() {
      return "your answer";
    }

    @Override
    public <R> R match(
        Function<Command, R> onCommand,
        Function<Variable, R> onVariable,
        Function<InFile, R> onFile,
        Function<Prompt, R> onPrompt) {
      return onPrompt.apply(this);
    }
  }
}
