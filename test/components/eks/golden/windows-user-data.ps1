<powershell>
$bootstrap = @{
  EKSClusterName = 'orders'
  APIServerEndpoint = 'https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com'
  Base64ClusterCA = 'Y2VydGlmaWNhdGU='
  ServiceCIDR = '172.20.0.0/16'
  DNSClusterIP = '172.20.0.10'
  KubeletExtraArgs = '--node-labels=mullion/pool=win,mullion/slot=a --register-with-taints=os=windows:NoSchedule --kube-reserved=memory=512Mi --system-reserved=memory=1536Mi --max-pods=144 --eviction-hard=memory.available<500Mi'
}
& "$env:ProgramFiles\Amazon\EKS\Start-EKSBootstrap.ps1" @bootstrap 3>&1 4>&1 5>&1 6>&1
</powershell>
