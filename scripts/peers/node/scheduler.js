"use strict";

// A scheduler written with mesos-framework: launches three commands, kills one that would go on,
// and tears itself down. Usage: node scheduler.js PORT; exits with 0 if all went well.
const { Scheduler, Mesos } = require("mesos-framework");
const builder = Mesos.getMesos();

function task(instances, command) {
  return {
    priority: 1,
    instances,
    commandInfo: new builder.CommandInfo(null, null, true, command, null, null),
    resources: { cpus: 0.1, mem: 32, ports: 1, disk: 0 },
  };
}

const scheduler = new Scheduler({
  masterUrl: "127.0.0.1",
  port: Number(process.argv[2]),
  frameworkName: "node",
  logging: { level: "error" },
  restartStates: [],
  tasks: { short: task(3, "exit 0"), long: task(1, "exec sleep 1000") },
});
const ends = [];

scheduler.on("ready", () => scheduler.subscribe());
scheduler.on("update", ({ status }) => {
  const id = status.task_id.value;
  console.log(id, status.state);
  if (status.state === "TASK_RUNNING" && id.includes("long")) {
    scheduler.kill(id, status.agent_id.value);
  }
  if (["TASK_FINISHED", "TASK_KILLED"].includes(status.state)) {
    ends.push(status.state);
  }
  if (ends.length === 4) {
    scheduler.once("sent_teardown", () => process.exit(0));
    scheduler.teardown();
  }
});
scheduler.on("error", (error) => {
  if (ends.length < 4) {
    console.log("error", error.message || JSON.stringify(error));
    process.exit(1);
  }
});
setTimeout(() => process.exit(2), 60000);
