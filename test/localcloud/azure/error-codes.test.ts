import * as assert from "node:assert/strict";
import { deleteResource, postAction } from "../../../localcloud/azure";
import { errorCodes } from "./error-codes";
import { World, armError, clusterId, groupId, networkId } from "./world";

describe("error codes of the local Azure", () => {
  it("are each seen by a test at least", () => {
    const codes = errorCodes();
    assert.ok(codes.size >= 58, `only ${String(codes.size)} codes were found`);
    const unseen = [...codes].filter(([, files]) => files.length === 0).map(([code]) => code);
    assert.deepEqual(unseen, []);
  });

  it("say which action a resource does not have", async () => {
    const world = await new World().withCluster();
    await assert.rejects(
      postAction(world.cloud, clusterId, "paint", {}),
      armError(400, "InvalidAction", /'paint' is not supported on Microsoft\.ContainerService/),
    );
    world.close();
  });

  it("say what a name must be like", async () => {
    const world = await new World().withGroup();
    const body = {
      location: "westeurope",
      properties: { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } },
    };
    await assert.rejects(
      world.put(`${networkId}-`, body),
      armError(400, "InvalidResourceName", /virtual network name 'shop-' is invalid: it must match/, "name"),
    );
    world.close();
  });

  it("say that a group which is being deleted takes nothing new", async () => {
    const world = await new World().withCluster();
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const remove = world.clusters.remove.bind(world.clusters);
    world.clusters.remove = async (cluster) => {
      await gate;
      await remove(cluster);
    };
    const deletion = deleteResource(world.cloud, groupId);
    while (world.cloud.store.find(groupId)?.state !== "Deleting") await new Promise(setImmediate);
    await assert.rejects(
      world.put(networkId, { location: "westeurope" }),
      armError(409, "ResourceGroupBeingDeleted", /group 'shop' is in deprovisioning state/),
    );
    open();
    await deletion;
    world.close();
  });
});
