# mesos-java's front door. `make` lists the targets.
#
# Needs JDK 17 or newer, Maven 3.8.1 or newer, and make; everything else is fetched by Maven.

MVN        ?= mvn
MVN_FLAGS  ?= -B -ntp
TEST_JAVA  ?=
JAVA       := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)

SOURCES    := $(shell find bom messages protocol client framework testkit examples cli -path '*/target' -prune -o -type f -path '*/src/main/*' -print 2>/dev/null) \
              $(wildcard pom.xml */pom.xml)
PROGRAMS   := cli/target/programs.stamp
ARCHIVE    := cli/target/executor/example-executor.jsa
STANDALONE := cli/target/standalone/mesos-java
BENCH      := benchmarks/target/*:benchmarks/target/lib/*
QUICK      := -XX:+UseSerialGC -XX:TieredStopAtLevel=1
RUN        := $(JAVA) $(QUICK) -cp 'cli/target/*:cli/target/lib/*' io.mesosjava.cli.Main

# Options of `make demo` and `make cluster`.
MASTER      ?=
TASKS       ?= 5
CODEC       ?= protobuf
COMMAND     ?=
EXECUTOR    ?= command
MASTER_PORT ?= 5050
AGENT_PORT  ?=
MASTERS     ?= 1
AGENTS      ?= 1
ARGS        ?=

.DEFAULT_GOAL := help
.PHONY: help tools build test e2e e2e-peers demo cluster generate verify-generated bench bench-build bench-code bench-wire bench-matching bench-scale bench-start fuzz format javadoc clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

tools:
	@MVN='$(MVN)' scripts/check-tools

build: tools ## compile and package everything, with all checks, without tests
	$(MVN) $(MVN_FLAGS) -DskipTests package

test: tools ## all checks and tests; TEST_JAVA=/path/to/java runs the tests on another JVM
	$(MVN) $(MVN_FLAGS) $(if $(TEST_JAVA),-Dtest.jvm=$(TEST_JAVA)) verify

e2e: tools ## the end-to-end tests on a real cluster whose agents run on this machine; MASTER=host:port
	@[ -n '$(MASTER)' ] || { echo 'make e2e needs MASTER=host:port' >&2; exit 2; }
	$(MVN) $(MVN_FLAGS) -q -pl framework -am test -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dtest=SessionEndToEndTest,SessionBadInputTest,KilledSchedulerTest -Dmesosjava.master='$(MASTER)'

demo: $(PROGRAMS) $(if $(filter custom,$(EXECUTOR)),$(ARCHIVE)) ## run the example scheduler; MASTER=host:port TASKS=5 CODEC=protobuf|json EXECUTOR=command|custom COMMAND='...' ARGS='...'
	@$(RUN) demo $$([ -t 1 ] && echo --live) --tasks $(TASKS) --codec $(CODEC) --executor $(EXECUTOR) $(if $(MASTER),--url '$(MASTER)') $(if $(COMMAND),--command '$(subst ','\'',$(COMMAND))') $(ARGS)

cluster: $(STANDALONE).jsa ## run the embedded cluster in the foreground; MASTER_PORT=5050 AGENT_PORT=5051 MASTERS=1 AGENTS=1 ARGS='--help'
	@exec $(JAVA) $(QUICK) -XX:SharedArchiveFile=$(STANDALONE).jsa -jar $(STANDALONE).jar cluster --master-port $(MASTER_PORT) $(if $(AGENT_PORT),--agent-port $(AGENT_PORT)) --masters $(MASTERS) --agents $(AGENTS) $(ARGS)

generate: tools ## write the schemas from the official descriptors
	$(MVN) $(MVN_FLAGS) -q -pl messages test-compile exec:java@schemas

verify-generated: tools ## fail if a checked-in schema is not what `make generate` writes
	$(MVN) $(MVN_FLAGS) -q -pl messages test-compile exec:java@schemas -Dschema.mode=verify

bench: bench-code $(if $(ARGS),,bench-wire bench-matching bench-scale) ## run all benchmarks; with ARGS='...', JMH's options, only those of code in memory

bench-code: bench-build
	$(JAVA) -cp '$(BENCH)' io.mesosjava.benchmarks.Main $(ARGS)
	$(if $(ARGS),,$(JAVA) -Xms1g -Xmx1g -XX:+UseSerialGC -cp '$(BENCH)' io.mesosjava.benchmarks.AnnouncementsMain)

bench-wire: bench-build ## the client beside others on real sockets; ARGS='rounds words_in_title part contender,contender'
	$(MVN) $(MVN_FLAGS) -q -f benchmarks/rxjava package
	$(JAVA) -cp '$(BENCH)' io.mesosjava.benchmarks.wire.WireMain $(ARGS)

bench-matching: bench-build ## matching beside Fenzo, and the memory of a tracked task; ARGS='size rounds warm-up work... [alone]'
	$(JAVA) -Xmx1500m -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp '$(BENCH)' io.mesosjava.benchmarks.matching.MatchingComparison $(or $(ARGS),10000 1 10 ROOMY)
	$(JAVA) -Xmx1500m -XX:+UseSerialGC -cp '$(BENCH)' io.mesosjava.benchmarks.matching.TrackedTaskMemory

e2e-peers: $(PROGRAMS) ## other people's clients on the embedded cluster: curl in both codecs, mesos-rxjava, mesos-framework where Node.js is
	$(MVN) $(MVN_FLAGS) -q -f benchmarks/rxjava package
	scripts/e2e-peers '$(JAVA)'

bench-scale: bench-build ## an embedded cluster of 1000 agents and 50 000 tasks; ARGS='agents tasks'
	$(JAVA) -Xmx1g -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '$(BENCH)' io.mesosjava.benchmarks.scale.ScaleMain $(ARGS)

bench-start: bench-build $(ARCHIVE) ## the start and the memory of the example executor beside a trivial JVM; ARGS='rounds'
	$(JAVA) -cp '$(BENCH)' -Dexecutor.path='cli/target/*:cli/target/lib/*' -Dexecutor.archive=$(ARCHIVE) -Dexecutor.flags=examples/src/main/resources/io/mesosjava/examples/executor.flags io.mesosjava.benchmarks.start.StartMain $(ARGS)

bench-build: tools
	$(MVN) $(MVN_FLAGS) -q -DskipTests -pl benchmarks -am package

fuzz: tools ## fuzz the decoders; TARGET=RecordIOFuzzTest SECONDS_EACH=60
	scripts/fuzz '$(MVN)' $(or $(TARGET),all) $(or $(SECONDS_EACH),60)

format: tools ## format all sources
	$(MVN) $(MVN_FLAGS) -q -pl '!bom' spotless:apply

javadoc: tools ## the API documentation of the published modules, in target/reports/apidocs
	$(MVN) $(MVN_FLAGS) -q -DskipTests package javadoc:aggregate

clean: ## remove what was built
	$(MVN) $(MVN_FLAGS) -q clean

# What `demo` and `cluster` run; built once, again when a source has changed.
$(PROGRAMS): $(SOURCES)
	@MVN='$(MVN)' scripts/check-tools
	@echo "building mesos-java (the first time, Maven fetches what it needs) ..." >&2
	@$(MVN) $(MVN_FLAGS) -q -Dmaven.test.skip=true -pl cli -am package
	@touch $@

# An archive of the classes of the example executor, for its JVM to start faster.
$(ARCHIVE): $(PROGRAMS)
	@mkdir -p $(@D)
	@$(RUN) executor-archive --output $@ --one-jar $(@:.jsa=.jar)

# The same for the standalone cluster: one is run once, with all that costs time at a start.
$(STANDALONE).jsa: $(PROGRAMS)
	@echo stop | $(JAVA) $(QUICK) -Xlog:disable -Xlog:all=error:stderr -XX:ArchiveClassesAtExit=$@ -jar $(STANDALONE).jar \
	  cluster --master-port 0 --masters 3 --agents 3 --tls --interactive > /dev/null
