# What a StorageClass says about encryption at rest, by its provisioner.
package seaworthy.lib.storage_encryption

import data.seaworthy.lib.values

# Provisioners whose volumes are always encrypted by the cloud beneath:
# https://cloud.google.com/docs/security/encryption/default-encryption
# https://learn.microsoft.com/azure/virtual-machines/disk-encryption-overview
# https://docs.digitalocean.com/products/volumes/details/features/
always := {
	"dobs.csi.digitalocean.com",
	"disk.csi.azure.com",
	"file.csi.azure.com",
	"filestore.csi.storage.gke.io",
	"kubernetes.io/azure-disk",
	"kubernetes.io/azure-file",
	"kubernetes.io/gce-pd",
	"pd.csi.storage.gke.io",
}

# Provisioners that encrypt where a parameter says so, and what its absence means:
# https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
# https://github.com/ceph/ceph-csi/blob/devel/docs/rbd/deploy.md
# https://longhorn.io/docs/latest/advanced-resources/security/volume-encryption/
# https://docs.portworx.com/portworx-csi/operations/encrypt-pvcs
# https://github.com/linode/linode-blockstorage-csi-driver/blob/main/docs/encrypted-drives.md
#
# An account of AWS may encrypt by default, so that there absence says nothing.
by_parameter := {
	"driver.longhorn.io": {"parameter": "encrypted", "absent": "no"},
	"ebs.csi.aws.com": {"parameter": "encrypted", "absent": "unknown"},
	"kubernetes.io/aws-ebs": {"parameter": "encrypted", "absent": "unknown"},
	"linodebs.csi.linode.com": {"parameter": "linodebs.csi.linode.com/luks-encrypted", "absent": "no"},
	"pxd.portworx.com": {"parameter": "secure", "absent": "no"},
	"kubernetes.io/portworx-volume": {"parameter": "secure", "absent": "no"},
	"rbd.csi.ceph.com": {"parameter": "encrypted", "absent": "no"},
	"cephfs.csi.ceph.com": {"parameter": "encrypted", "absent": "no"},
}

# `yes`, `no`, or `unknown` where the class does not tell.
state(class) := "yes" if {
	provisioner(class) in always
} else := "yes" if {
	lower(told(class)) == "true"
} else := "no" if {
	told(class) != ""
} else := by_parameter[provisioner(class)].absent if {
	by_parameter[provisioner(class)]
} else := "unknown"

told(class) := values.text(object.get(class, ["parameters", by_parameter[provisioner(class)].parameter], ""))

# Rook puts its operator's namespace before the name.
provisioner(class) := concat(".", array.slice(parts, count(parts) - 4, count(parts))) if {
	name := values.string_at(class, ["provisioner"])
	endswith(name, ".csi.ceph.com")
	parts := split(name, ".")
} else := values.string_at(class, ["provisioner"])
