import { base } from "../../base";
import { ruleTest } from "../rule-test";

ruleTest("network ranges", [
  {
    title: "takes ranges that keep apart",
    values: {
      ...base,
      network: {
        vnet: { addressSpace: "10.128.0.0/16", nodeSubnetPrefix: "10.128.8.0/22" },
        podCidr: "10.192.0.0/16",
        serviceCidr: "10.96.0.0/12",
        dnsServiceIp: "10.96.0.10",
      },
    },
  },
  {
    title: "refuses services inside the virtual network",
    values: { ...base, network: { serviceCidr: "10.64.0.0/16", dnsServiceIp: "10.64.0.10" } },
    lines: [
      'network.serviceCidr: must not overlap network.vnet.addressSpace 10.64.0.0/16, got "10.64.0.0/16"; choose another range (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "takes them when the network is not ours to know",
    values: {
      ...base,
      network: {
        serviceCidr: "10.64.0.0/16",
        dnsServiceIp: "10.64.0.10",
        existingSubnetId:
          "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
      },
    },
  },
  {
    title: "refuses ranges that AKS uses itself",
    values: { ...base, network: { podCidr: "172.30.0.0/15" } },
    lines: [
      'network.podCidr: must not overlap 172.30.0.0/16, which AKS uses itself, got "172.30.0.0/15"; choose another range (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
      'network.podCidr: must not overlap 172.31.0.0/16, which AKS uses itself, got "172.30.0.0/15"; choose another range (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "refuses a pod range in nodeSubnet mode",
    values: { ...base, network: { mode: "nodeSubnet", podCidr: "10.1.0.0/16" } },
    lines: [
      'network.podCidr: has no meaning in nodeSubnet mode, where pods have addresses of the nodes\' subnet, got "10.1.0.0/16"; remove it, or set network.mode to overlay (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "refuses a subnet outside its network",
    values: {
      ...base,
      network: { vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.65.0.0/20" } },
    },
    lines: [
      'network.vnet.nodeSubnetPrefix: must be inside network.vnet.addressSpace 10.64.0.0/16, got "10.65.0.0/20"; choose a range inside it (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "refuses a service range above a /12",
    values: {
      ...base,
      network: {
        serviceCidr: "10.0.0.0/11",
        dnsServiceIp: "10.0.0.10",
        vnet: { addressSpace: "10.128.0.0/16", nodeSubnetPrefix: "10.128.0.0/20" },
      },
    },
    lines: [
      'network.serviceCidr: must be smaller than or equal to a /12, got "10.0.0.0/11"; choose a smaller range (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: 'refuses the address of the Service "kubernetes" for DNS',
    values: { ...base, network: { dnsServiceIp: "10.0.0.1" } },
    lines: [
      'network.dnsServiceIp: must be inside network.serviceCidr 10.0.0.0/16, and not one of its first two addresses, got "10.0.0.1"; choose another address (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "takes the address after it",
    values: { ...base, network: { dnsServiceIp: "10.0.0.2" } },
  },
  {
    title: "refuses a DNS address outside the range",
    values: { ...base, network: { dnsServiceIp: "10.1.0.0" } },
    lines: [
      'network.dnsServiceIp: must be inside network.serviceCidr 10.0.0.0/16, and not one of its first two addresses, got "10.1.0.0"; choose another address (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "takes the last address of the range",
    values: { ...base, network: { dnsServiceIp: "10.0.255.255" } },
  },
  {
    title: "refuses a new network beside an existing subnet",
    values: {
      ...base,
      network: {
        existingSubnetId:
          "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
        vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/20" },
      },
    },
    lines: [
      'network.vnet: has no meaning beside network.existingSubnetId, got {"addressSpace":"10.64.0.0/16","nodeSubnetPrefix":"10.64.0.0/20"}; remove one of them (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "refuses a range that does not start with its first address",
    values: { ...base, network: { podCidr: "10.0.0.1/16" } },
    lines: [
      'network.podCidr: must be an IPv4 range such as 10.0.0.0/16 that starts with its first address, got "10.0.0.1/16"; correct it (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "refuses a subnet that is not an id",
    values: { ...base, network: { existingSubnetId: "nodes" } },
    lines: [
      'network.existingSubnetId: must be the full id of a subnet, got "nodes"; copy it from the Azure portal or from: az network vnet subnet show --query id',
    ],
  },
  {
    title: "refuses engines for policies without Windows",
    values: { ...base, network: { policy: "cilium" } },
    lines: [
      'network.policy: must be none or calico (Azure ended its engine for Windows on 2026-09-30, and Cilium does not run on Windows nodes), got "cilium"; use calico where pods need network policies (https://learn.microsoft.com/azure/aks/use-network-policies)',
    ],
  },
  {
    title: "keeps no room for pods where they share the subnet",
    values: {
      ...base,
      network: {
        mode: "nodeSubnet",
        vnet: { addressSpace: "10.244.0.0/16", nodeSubnetPrefix: "10.244.0.0/20" },
      },
    },
  },
  {
    title: "refuses an address that is none",
    values: { ...base, network: { dnsServiceIp: "10.0.0" } },
    lines: [
      'network.dnsServiceIp: must be an IPv4 address such as 10.0.0.10, got "10.0.0"; correct it (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "refuses a range of Services that is none",
    values: { ...base, network: { serviceCidr: "10.0.0.1/16" } },
    lines: [
      'network.serviceCidr: must be an IPv4 range such as 10.0.0.0/16 that starts with its first address, got "10.0.0.1/16"; correct it (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
  {
    title: "refuses a network that is none",
    values: {
      ...base,
      network: { vnet: { addressSpace: "10.64.0.0/33", nodeSubnetPrefix: "10.64.0.0/20" } },
    },
    lines: [
      'network.vnet.addressSpace: must be an IPv4 range such as 10.0.0.0/16 that starts with its first address, got "10.64.0.0/33"; correct it (https://learn.microsoft.com/azure/aks/concepts-network-cni-overview)',
    ],
  },
]);
